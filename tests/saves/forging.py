"""Saves that somebody made by hand: any lines at all, and every check sum right."""

import json
from pathlib import Path
from random import Random
from typing import Any

from alliance_game.saves.canonical import BadText
from alliance_game.saves.chain import START, linked
from tests.content.altering import altered, plain
from tests.saves.playing import begin, go_on

Rows = list[dict[str, Any]]
TEXTS = (
    "end",
    "skip",
    "skip state=germany",
    "correct tension +1",
    "correct tension -999",
    "correct trust +1 state=france other=france",
    "correct " + "9" * 290,
    "inject card=piracy",
    "inject card=piracy round=99",
    "freeze drift",
    "thaw drift",
    "rule state=france by=0",
    "=" * 300,
)
"""What a facilitator may be said to have done."""


def rows_of(whole: bytes) -> Rows:
    """The data of a journal's lines."""
    rows = [json.loads(line) for line in whole.splitlines()]
    for row in rows:
        del row["chain"]
    return rows


def forged(rows: Rows) -> bytes:
    """A journal of these lines. Raises ``BadText``, ``TypeError`` or ``ValueError`` for what no JSON can say."""
    link, made = START, []
    for row in rows:
        line, link = linked(row, link)
        made.append(line)
    return b"".join(made)


def rich(folder: Path) -> Rows:
    """The lines of a game in which everything happens that a journal knows."""
    with begin(folder, 5, "reference") as game:
        go_on(game, 8)
        game.note(0, "trust nobody")
        game.note(-1, "the vote")
        game.intervene("correct tension +1", "for the lesson")
        go_on(game, 4)
        game.sit(1, "planner", "somebody had to leave")
        go_on(game, 12)
        game.rewind(1, "once more")
        go_on(game, 3)
        return rows_of(game.path.read_bytes())


def tampered(rows: Rows, lot: Random) -> bytes | None:
    """A journal with some lines altered, doubled, moved or left out, and others that fit nowhere; ``None`` if no JSON.

    Half of the time the lines count the moves as they should, so that what comes after the count is looked at.
    """
    found: Rows = [plain(row) for row in rows]
    pool = [value for row in rows for value in row.values()]
    for _ in range(lot.randint(1, 3)):
        _tamper(found, lot, pool)
    for _ in range(lot.choice((0, 0, 1, 6))):
        found.insert(lot.randint(1, len(found)), _odd(rows, lot))
    if lot.random() < 0.7:
        _count(found, lot)
    try:
        return forged(found)
    except (BadText, TypeError, ValueError, AttributeError, RecursionError):
        return None


def _tamper(found: Rows, lot: Random, pool: list[object]) -> None:
    at = lot.randrange(1, len(found))
    match lot.randrange(5):
        case 0 if len(found) > 2:
            del found[at]
        case 1:
            found.insert(at, plain(lot.choice(found[1:])))
        case 2:
            other = lot.randrange(1, len(found))
            found[at], found[other] = found[other], found[at]
        case _:
            at = lot.randrange(len(found))
            found[at] = altered(found[at], pool, lot)


def _odd(rows: Rows, lot: Random) -> dict[str, Any]:
    """A line that is right by itself."""
    model = plain(lot.choice(rows[1:]))
    line = {name: model[name] for name in ("hash", "parts", "number", "round")}
    kind = lot.choice(("undo", "undo", "rewind", "intervention", "seat"))
    more: dict[str, dict[str, Any]] = {
        "undo": {"seat": lot.randrange(2)},
        "rewind": {"to": lot.choice((1, 1, 2, 3, 999))},
        "intervention": {"text": lot.choice(TEXTS)},
        "seat": {"seat": lot.randrange(2), "who": lot.choice(("you", "nobody", "planner"))},
    }
    return line | {"kind": kind} | more[kind]


def _count(found: Rows, lot: Random) -> None:
    """Number the lines so that each can follow the one before."""
    standing = 0
    for row in found[1:]:
        if not isinstance(row, dict):
            continue
        match row.get("kind"):
            case "move":
                standing += 1
            case "undo":
                standing = max(0, standing - 1)
            case "rewind":
                standing = lot.randint(0, standing)
        row["number"] = standing
