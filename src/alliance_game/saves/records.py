"""What the lines of a journal say: who plays what, then one record for each move and everything else that was done."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from ..letters import visible, visible_lines
from ..wording import say
from .canonical import BadText

MAGIC = "alliance-game save"
FORMAT = 2
"""The save format that this version writes. Every format from 1 to this one can be read."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Parts = dict[Annotated[str, StringConstraints(max_length=20)], Annotated[str, StringConstraints(max_length=32)]]
Word = Annotated[str, StringConstraints(max_length=100), AfterValidator(visible)]
Whole = Annotated[int, Field(strict=True, ge=0, lt=2**63)]
Small = Annotated[int, Field(strict=True, ge=0, le=999_999)]
By = Literal["", "clock", "facilitator"]
"""Who moved for a seat that gave no answer: time ran out, or the facilitator went on."""

REASON_LIMIT = 1000
"""A bot's reason is cut to so many characters."""
_LONGEST = 300
NOTE_LIMIT = 1000
"""A note is cut to so many characters."""
LONGEST_PAUSE = 99_999
"""A longer pause is written as one of so many seconds, which is more than a day."""
# Anybody can write a save: whatever people read of it is spelt out where it could steer their terminal.
Reason = Annotated[str, StringConstraints(max_length=REASON_LIMIT), AfterValidator(visible_lines)]
Typed = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(visible)]
Noted = Annotated[str, StringConstraints(min_length=1, max_length=NOTE_LIMIT), AfterValidator(visible_lines)]
FACILITATOR = -1
"""The seat of the facilitator's own notes."""


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    def written(self) -> dict[str, Any]:
        """What is written of it."""
        return self.model_dump(mode="json")


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


class _Record(_Line):
    """``hash`` and ``parts`` are of the position afterwards, ``number`` is how many moves then stand."""

    number: Small
    round: Small
    hash: Hash
    parts: Parts


class _Played(_Record):
    seat: Small


class MoveRecord(_Played):
    """A seat made a move."""

    kind: Literal["move"] = "move"
    move: Typed
    reason: Reason = ""
    """Why, if a bot moved."""
    over: Word = ""
    """The id of the ending, when this move ended the game."""
    by: By = ""
    """Who moved for the seat, if it gave no answer."""

    def written(self) -> dict[str, Any]:
        """What is written of it; ``by`` only where it says something, as in the first format."""
        return self.model_dump(mode="json", exclude=None if self.by else {"by"})


class UndoRecord(_Played):
    """A seat took its last move back."""

    kind: Literal["undo"] = "undo"


class InterventionRecord(_Record):
    """A facilitator did something to the game."""

    kind: Literal["intervention"] = "intervention"
    text: Typed
    reason: Reason = ""
    over: Word = ""
    """The id of the ending, when this ended the game."""


class RewindRecord(_Record):
    """A facilitator went back to the beginning of a round, ``to``; what was taken back stands in the lines before."""

    kind: Literal["rewind"] = "rewind"
    to: Annotated[int, Field(strict=True, ge=1, le=999)]
    reason: Reason = ""


class SeatRecord(_Played):
    """Somebody else decides for a state from here on."""

    kind: Literal["seat"] = "seat"
    who: Annotated[str, StringConstraints(min_length=1, max_length=48), AfterValidator(visible)]
    reason: Reason = ""


class ClockRecord(_Record):
    """A facilitator made the game stand still for a while (``pause``), or gave a question more ``time``."""

    kind: Literal["pause", "time"]
    seconds: Annotated[int, Field(strict=True, ge=1, le=LONGEST_PAUSE)]


class NoteRecord(_Record):
    """A team's private note, or (seat -1) a moment that the facilitator marks for the debrief."""

    kind: Literal["note"] = "note"
    seat: Annotated[int, Field(strict=True, ge=FACILITATOR, le=98)]
    text: Noted


Record = MoveRecord | UndoRecord | InterventionRecord | RewindRecord | SeatRecord | ClockRecord | NoteRecord
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
    seat = getattr(record, "seat", 0)
    if not follows(record, standing) or seat >= header.states:
        raise BadText(say("its number or seat is out of order"))
    return record


def follows(record: Record, standing: int) -> bool:
    """Whether a record can come when so many moves stand."""
    match record:
        case MoveRecord():
            return record.number == standing + 1
        case UndoRecord():
            return record.number == standing - 1
        case RewindRecord():
            return record.number <= standing
    return record.number == standing


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(each) for each in found["loc"])
    told = f"{where}: {found['msg'][0].lower()}{found['msg'][1:]}" if where else found["msg"]
    # Names of fields and kinds of lines are told as they are in the file.
    return visible(told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…")
