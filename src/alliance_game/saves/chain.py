"""Lines chained by hash: whoever changes one breaks all that follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..errors import SaveError
from ..letters import visible
from ..wording import say
from .canonical import BadText, canonical, parsed
from .records import FORMAT, MAGIC, Header, InterventionRecord, MoveRecord, Record, SeatRecord, header_of, record_of


class LaterFormat(SaveError):
    """A save that a later version wrote."""


START = ""
"""What stands for the hash before the first line."""


@dataclass(frozen=True)
class Contents:
    """What was read from a journal: the header, and all records before the first bad line."""

    header: Header
    records: tuple[Record, ...]
    good: bytes
    """The lines up to there, as a sound file would hold them."""
    chain: str
    """The hash of the last good line."""
    damage: str = ""
    """What is wrong with the rest, in a sentence; empty for a sound journal."""
    lost: int = 0
    """How many lines follow that cannot be used."""
    mirrored: bool = False
    """Whether lines were taken from a mirror, because they are damaged in the journal itself."""

    @property
    def standing(self) -> int:
        """How many moves stand, those taken back left out."""
        return self.records[-1].number if self.records else 0

    @property
    def over(self) -> str:
        """The id of the ending, or nothing while the game goes on."""
        lasts = (record for record in reversed(self.records) if isinstance(record, MoveRecord | InterventionRecord))
        last = next(lasts, None)
        return last.over if last is not None else ""

    @property
    def seats(self) -> tuple[str, ...]:
        """Who sits where by now."""
        found = list(self.header.seats)
        for record in self.records:
            if isinstance(record, SeatRecord):
                found[record.seat] = record.who
        return tuple(found)

    @property
    def recovery(self) -> str:
        """``move 41 of about 57``."""
        return say(
            "move {number} of about {most}, with a copy from the folder mirrors"
            if self.mirrored
            else "move {number} of about {most}",
            number=self.standing,
            most=self.standing + self.lost,
        )


def linked(data: dict[str, Any], previous: str) -> tuple[bytes, str]:
    """The line for these data after a line with the hash ``previous``, and the new hash. Raises ``BadText``."""
    chain = sha256(previous.encode() + canonical(data)).hexdigest()
    return canonical(data | {"chain": chain}) + b"\n", chain


def unlinked(line: bytes, previous: str) -> tuple[dict[str, Any], str]:
    """The data of a line and its hash. Raises ``BadText`` unless it is exactly what ``linked`` made."""
    data = parsed(line)
    if not isinstance(data, dict):
        raise BadText(say("it is no record"))
    chain = data.pop("chain", None)
    if linked(data, previous)[1] != chain:
        raise BadText(say("its check sum is wrong: it was changed after it was written"))
    return data, chain


def read(whole: bytes, where: str) -> Contents:
    """What a journal's bytes say, as far as they are sound.

    Raises ``SaveError`` when not even the first line can be used; ``where`` is the file's name in the sentence.
    """
    *lines, rest = whole.split(b"\n")
    if rest:
        lines.append(rest)
    header, chain = first_line(lines[0] if lines else b"", where)
    records: list[Record] = []
    damage = ""
    try:
        for record, link in _records(lines[1:], header, chain):
            records.append(record)
            chain = link
        if rest:
            damage = say("Line {line} of {file} has no end.", line=len(lines), file=where)
    except BadText as error:
        damage = say("Line {line} of {file} is damaged: {error}.", line=len(records) + 2, file=where, error=error)
    good = lines[: len(records) + 1]
    return Contents(header, tuple(records), b"\n".join(good) + b"\n", chain, damage, len(lines) - len(good))


def _records(lines: list[bytes], header: Header, chain: str) -> Iterator[tuple[Record, str]]:
    standing = 0
    for line in lines:
        data, chain = unlinked(line, chain)
        record = record_of(data, header, standing)
        standing = record.number
        yield record, chain


def first_line(line: bytes, where: str) -> tuple[Header, str]:
    """The set-up and its hash. Raises ``SaveError`` for a line that is none; ``where`` is the file's name."""
    if not line:
        raise SaveError(say("{file} is empty: the game was never begun. Delete the file.", file=where))
    try:
        _refuse_foreign(line, where)
        data, chain = unlinked(line, START)
        return header_of(data), chain
    except BadText as error:
        raise SaveError(
            say(
                "The first line of {file} is damaged ({error}), and nothing can be read without it: use a copy.",
                file=where,
                error=error,
            )
        ) from None


def _refuse_foreign(line: bytes, where: str) -> None:
    """Other files, and saves of later versions, whose lines may follow other rules."""
    if MAGIC.encode() not in line:
        raise SaveError(say("{file} is not a save of this game.", file=where))
    data = parsed(line)
    number = data.get("format") if isinstance(data, dict) else None
    if isinstance(data, dict) and isinstance(number, int) and number > FORMAT:
        raise LaterFormat(
            say(
                "{file} was saved by a later version (save format {number}; this version reads up to {known}): "
                "install alliance-game {engine} or later.",
                file=where,
                number=number,
                known=FORMAT,
                engine=visible(str(data.get("engine"))[:20]),
            )
        )
