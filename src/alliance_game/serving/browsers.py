"""Browsers by the token in their cookie, and the folder where each has its games."""

import hashlib
import re
import secrets
from dataclasses import replace
from pathlib import Path

from .. import disk
from ..settings import load_settings, save_settings
from ..wording import spoken

FOLDER = "browsers"
SETTINGS = "settings.yaml"
_TOKEN = re.compile(r"[0-9a-f]{32}")


class Browsers:
    """Every browser that was ever here. Whoever has its token is that browser; folders do not tell the token."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new: set[str] = set()
        """Browsers that have a token and have not played yet."""

    def new(self) -> tuple[str, str]:
        """The name and the token of a new browser."""
        token = secrets.token_hex(16)
        name = name_of(token)
        self._new.add(name)
        return name, token

    def known(self, token: str) -> str | None:
        """The name of the browser with a token; ``None`` for one that was never given out."""
        if not _TOKEN.fullmatch(token):
            return None
        name = name_of(token)
        return name if name in self._new or self.folder_of(name).is_dir() else None

    def settle(self, name: str) -> Path:
        """The folder of a browser that begins to play; a new one gets the settings of whoever serves.

        Raises ``AllianceError`` if the disk refuses.
        """
        folder = self.folder_of(name)
        if not folder.is_dir():
            disk.make_folder(folder)
            save_settings(replace(load_settings()[0], language=spoken().language), folder / SETTINGS)
        self._new.discard(name)
        return folder

    def folder_of(self, name: str) -> Path:
        """Where the games of a browser lie."""
        return self.folder / name


def name_of(token: str) -> str:
    """What a browser is called in messages and on the disk, from which nobody can tell its token."""
    return hashlib.sha256(token.encode()).hexdigest()[:12]
