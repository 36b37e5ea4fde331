"""What the lines of a journal say: who plays what, then one record for each move and each move taken back."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from ..wording import say
from .canonical import BadText

MAGIC = "alliance-game save"
FORMAT = 1
"""The save format that this version writes. Every format from 1 to this one can be read."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Parts = dict[Annotated[str, StringConstraints(max_length=20)], Annotated[str, StringConstraints(max_length=32)]]
Word = Annotated[str, StringConstraints(max_length=100)]
Whole = Annotated[int, Field(strict=True, ge=0, lt=2**63)]
Small = Annotated[int, Field(strict=True, ge=0, le=999_999)]

REASON_LIMIT = 1000
"""A bot's reason is cut to so many characters."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Header(_Line):
    """The first line: everything that the first position follows from, and who sits where."""

    magic: Literal["alliance-game save"] = "alliance-game save"
    format: Annotated[int, Field(strict=True, ge=1, le=FORMAT)] = FORMAT
    engine: Word
    """The version of the program that began the game."""
    created: Word
    """When, in UTC, as ``2026-11-22T02:50:00Z``. For lists only: no rule looks at it."""
    name: Word
    scenario: Word
    states: Annotated[int, Field(strict=True, ge=1, le=99)]
    length: Word
    difficulty: Word
    options: tuple[Word, ...]
    seed: Whole
    seats: tuple[Word, ...]
    """``you`` or a bot's name for each state, in seat order."""
    rules: Digest
    hash: Hash
    parts: Parts


class _Played(_Line):
    """``hash`` and ``parts`` are of the position afterwards, ``number`` is how many moves then stand."""

    number: Small
    seat: Small
    round: Small
    hash: Hash
    parts: Parts


class MoveRecord(_Played):
    """A seat made a move."""

    kind: Literal["move"] = "move"
    move: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    reason: Annotated[str, StringConstraints(max_length=REASON_LIMIT)] = ""
    """Why, if a bot moved."""
    over: Word = ""
    """The id of the ending, when this move ended the game."""


class UndoRecord(_Played):
    """A seat took its last move back."""

    kind: Literal["undo"] = "undo"


Record = MoveRecord | UndoRecord
_RECORD: TypeAdapter[Record] = TypeAdapter(Annotated[Record, Field(discriminator="kind")])


def header_of(data: dict[str, Any]) -> Header:
    """The header that a first line holds. Raises ``BadText``."""
    try:
        header = Header.model_validate(data)
    except ValidationError as error:
        raise BadText(_first(error)) from None
    if len(header.seats) != header.states:
        raise BadText(say("it has not one seat for each state"))
    return header


def record_of(data: dict[str, Any], header: Header, standing: int) -> Record:
    """The record that a line holds, when ``standing`` moves stand before it. Raises ``BadText``."""
    try:
        record = _RECORD.validate_python(data)
    except ValidationError as error:
        raise BadText(_first(error)) from None
    expected = standing + 1 if isinstance(record, MoveRecord) else standing - 1
    if record.number != expected or record.seat >= header.states:
        raise BadText(say("its number or seat is out of order"))
    return record


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(each) for each in found["loc"])
    return f"{where}: {found['msg'][0].lower()}{found['msg'][1:]}" if where else found["msg"]
