"""PINs of the people who share one screen, kept beside a save.

A PIN keeps honest people honest: it stops a glance at a neighbour's papers. It is no protection against somebody who
opens the files, since the save itself can be read by anybody, and a number of a few digits is soon guessed.
"""

import hashlib
import os
from hmac import compare_digest
from pathlib import Path

from .. import disk
from ..errors import SaveError
from ..wording import say
from .canonical import BadText, canonical, parsed

ENDING = ".pins"
SHORTEST, LONGEST = 4, 8
_FORMAT, _ROUNDS, _SALT = 1, 200_000, 16


class Pins:
    """The PINs of a saved game, by the ids of states.

    Only salted hashes are kept. Deleting the file ``path`` removes them all.
    """

    def __init__(self, save: Path) -> None:
        self.path = save.with_suffix(ENDING)

    def has(self, state: str) -> bool:
        """Whether a state has a PIN. Raises ``SaveError`` if the file cannot be read."""
        return state in self._read()

    def fits(self, state: str, pin: str) -> bool:
        """Whether this is the state's PIN; without one, everything fits. Raises ``SaveError``."""
        kept = self._read().get(state)
        if kept is None:
            return True
        salt, _, hashed = kept.partition(":")
        return compare_digest(hashed, _hash(pin, bytes.fromhex(salt)))

    def put(self, state: str, pin: str) -> None:
        """Give a state a PIN, or another one. Raises ``SaveError`` for one that is none, and if the disk refuses."""
        if not is_pin(pin):
            raise SaveError(say("A PIN has {shortest} to {longest} digits.", shortest=SHORTEST, longest=LONGEST))
        salt = os.urandom(_SALT)
        self._write({**self._read(), state: f"{salt.hex()}:{_hash(pin, salt)}"})

    def remove(self, state: str) -> None:
        """Take a state's PIN away. Raises ``SaveError``."""
        self._write({name: kept for name, kept in self._read().items() if name != state})

    def _read(self) -> dict[str, str]:
        if not disk.is_there(self.path):
            return {}
        try:
            found = parsed(disk.read_whole(self.path).rstrip(b"\n"))
        except BadText as error:
            raise self._damaged(str(error)) from None
        pins = found.get("pins") if isinstance(found, dict) and found.get("format") == _FORMAT else None
        if not isinstance(pins, dict) or not all(_is_hash(kept) for kept in pins.values()):
            raise self._damaged(say("it does not hold what such a file holds"))
        return pins

    def _damaged(self, reason: str) -> SaveError:
        return SaveError(
            say(
                "The PINs in {path} cannot be read: {reason}. Delete that file to play without PINs.",
                path=self.path,
                reason=reason,
            )
        )

    def _write(self, pins: dict[str, str]) -> None:
        with disk.explained(say("The PINs in {path} cannot be written", path=self.path)):
            disk.put(self.path, canonical({"format": _FORMAT, "pins": pins}) + b"\n")


def is_pin(text: str) -> bool:
    """Whether a text can be a PIN: four to eight digits."""
    return text.isascii() and text.isdigit() and SHORTEST <= len(text) <= LONGEST


def _hash(pin: str, salt: bytes) -> str:
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, _ROUNDS).hex()


def _is_hash(kept: object) -> bool:
    """Whether a value has the form of what ``put`` writes."""
    salt, _, hashed = kept.partition(":") if isinstance(kept, str) else ("", "", "")
    signs = frozenset("0123456789abcdef")
    return len(salt) == 2 * _SALT and len(hashed) == 64 and signs.issuperset(salt + hashed)
