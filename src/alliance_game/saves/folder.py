"""The folder where games in progress lie."""

import os
from pathlib import Path

from platformdirs import user_data_dir

from ..content import base_folder

OVERRIDE = "ALLIANCE_GAME_SAVES"
_MARKS = ("pyproject.toml", "rules", "cards")


def saves_folder(checkout: Path | None = None) -> Path:
    """Where games are saved; the folder need not exist yet.

    ``saves`` beside the content in a checkout (by default the one that the base content is loaded from), else in the
    user's own data folder. The environment variable ``ALLIANCE_GAME_SAVES`` names another one.
    """
    if chosen := os.environ.get(OVERRIDE):
        return Path(chosen).absolute()
    base = checkout if checkout is not None else base_folder()
    if all((base / mark).exists() for mark in _MARKS):
        return base / "saves"
    return Path(user_data_dir("alliance-game", appauthor=False)) / "saves"
