"""Interventions as text, both ways. In between they are a kind and a few numbers."""

import re
from collections.abc import Callable, Iterable, Sequence

from ..errors import UnknownMove, did_you_mean
from ..wording import say
from .layout import SEAT, Block
from .moves import pair
from .rules import Rules

KINDS = ("arrives", "correct", "inject", "skip", "freeze", "thaw", "rule", "end", "rewind", "seat", "pause", "time")
"""What a facilitator does. A card that was chosen earlier ``arrives``; what follows ``end`` is done to a save."""
ARRIVES, CORRECT, INJECT, SKIP, FREEZE, THAW, RULE, END, REWIND, SEATED, PAUSE, TIME = range(12)
VERBS = KINDS[1:8]
NOWHERE = -1
"""The cell of a ruling that grants nothing."""

WHOSE = {
    "world": (),
    "state": ("state",),
    "pair": ("state", "other"),
    "crisis": ("crisis",),
    "crisis_state": ("crisis", "state"),
}
"""What has to be said of each kind of track, to say whose it is."""

Given = dict[str, str]


def parsed(rules: Rules, cells: list[int], text: str) -> tuple[int, ...]:
    """The kind and the numbers that a text means. Raises ``UnknownMove`` with a suggestion."""
    words = text.split()
    verb = words[0] if words else ""
    if verb not in VERBS:
        said = say("There is no intervention '{name}': {names}.", name=verb, names=", ".join(VERBS))
        raise UnknownMove(unknown(said, verb, VERBS))
    kind = KINDS.index(verb)
    return (kind, *_PARSERS[kind](rules, cells, words[1:]))


def unknown(said: str, name: str, known: Iterable[str]) -> str:
    """A sentence with a suggestion, or with what is known if that is little."""
    listed = sorted(known)
    return f"{said}{did_you_mean(name, listed)}"


def spelled(rules: Rules, slots: Sequence[int], kind: int, numbers: Sequence[int]) -> str:
    """The one text of an intervention; ``slots`` are the cards on the table."""
    return " ".join([KINDS[kind], *_SPELLERS[kind](rules, slots, *numbers)])


# Reading


def _correct(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    if len(words) < 2:
        raise UnknownMove(say("Say which track and by how much: '{example}'.", example="correct TRACK +1"))
    by = amount(words[1])
    if not by:
        raise UnknownMove(say("A correction by 0 changes nothing."))
    return cell_of(rules, cells, words[0], named_words(words[2:], ("state", "other", "crisis"))), by


def _inject(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    given = named_words(words, ("card", "state", "round"))
    name = given.get("card", "")
    if name not in rules.card_names:
        raise UnknownMove(unknown(say("There is no card '{name}' in this game.", name=name), name, rules.card_names))
    state = seat_of(rules, given["state"]) if "state" in given else -1
    return rules.card_names.index(name), state, whole(given["round"]) if "round" in given else 0


def _skip(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    given = named_words(words, ("state",))
    return (seat_of(rules, given["state"]) if "state" in given else cells[SEAT],)


def _freeze(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    known = tuple(rules.program.symbols.folder.ruleset.facilitator.freeze)
    if not known:
        raise UnknownMove(say("In this game nothing can be frozen."))
    name = " ".join(words)
    if name not in known:
        said = say("'{name}' cannot be frozen: {names}.", name=name, names=", ".join(known))
        raise UnknownMove(unknown(said, name, known))
    return (known.index(name),)


def _rule(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    given = named_words(words, ("state", "track", "by", "of", "other", "crisis"))
    if "state" not in given or "by" not in given:
        example = "rule state=STATE track=TRACK by=+1"
        raise UnknownMove(say("Say whose argument it is and what it is worth: '{example}'.", example=example))
    seat, by = seat_of(rules, given["state"]), amount(given["by"])
    if abs(by) > 1:
        raise UnknownMove(say("An argument moves a track by 1 at most."))
    if not by:
        return seat, NOWHERE, 0
    whose: Given = {name: given[name] for name in ("other", "crisis") if name in given}
    track = given.get("track", "")
    if any("state" in WHOSE[block.scope] for block in blocks(rules, track)):
        whose["state"] = given.get("of", given["state"])
    return seat, cell_of(rules, cells, track, whose), by


def _end(rules: Rules, cells: list[int], words: list[str]) -> tuple[int, ...]:
    if words:
        raise UnknownMove(say("'{word}' stands alone: '{rest}' means nothing behind it.", word="end", rest=words[0]))
    return ()


def named_words(words: Iterable[str], known: Sequence[str]) -> Given:
    """What stands behind each name. Raises ``UnknownMove`` for a name that means nothing here, or comes twice."""
    found: Given = {}
    for word in words:
        name, value = pair(word)
        if name not in known:
            said = say("'{name}' means nothing here: {names}.", name=name, names=", ".join(known))
            raise UnknownMove(unknown(said, name, known))
        if name in found:
            raise UnknownMove(say("A name is given twice."))
        found[name] = value
    return found


def amount(text: str) -> int:
    """A number with its sign."""
    if not re.fullmatch(r"[+-]?[0-9]{1,3}", text):
        raise UnknownMove(say("'{word}' is no number such as +1 or -2.", word=text))
    return int(text)


def whole(text: str) -> int:
    """A number of a round."""
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise UnknownMove(say("'{word}' is no number of a round.", word=text))
    return int(text)


def seat_of(rules: Rules, name: str) -> int:
    """The seat of a state."""
    known = [state.id for state in rules.states]
    if name not in known:
        raise UnknownMove(unknown(say("There is no state '{name}'.", name=name), name, known))
    return known.index(name)


def blocks(rules: Rules, name: str) -> list[Block]:
    """The tracks of a name. Raises ``UnknownMove`` if there is none."""
    tracks = [block for block in rules.layout.blocks if block.track is not None and block.size]
    found = [block for block in tracks if block.name == name]
    if not found:
        known = sorted({block.name for block in tracks})
        raise UnknownMove(unknown(say("There is no track '{name}'.", name=name), name, known))
    return found


def cell_of(rules: Rules, cells: list[int], name: str, whose: Given) -> int:
    """The cell of a track, of a name and of what it belongs to."""
    found = blocks(rules, name)
    block = next((block for block in found if set(WHOSE[block.scope]) == set(whose)), None)
    if block is None:
        needed = " ".join(f"{word}=…" for word in WHOSE[found[0].scope])
        raise UnknownMove(
            say(
                "'{track}' needs {names}." if needed else "'{track}' belongs to nobody: name no state and no crisis.",
                track=name,
                names=needed,
            )
        )
    at = [
        slot_of(rules, cells, whose[word]) if word == "crisis" else seat_of(rules, whose[word])
        for word in WHOSE[block.scope]
    ]
    if block.scope == "pair" and at[0] == at[1]:
        raise UnknownMove(say("'{track}' is between two states: name another one.", track=name))
    return block.start + (at[0] * rules.players + at[1] if len(at) == 2 else at[0] if at else 0)


def slot_of(rules: Rules, cells: list[int], name: str) -> int:
    """The slot of an open crisis."""
    start = rules.machine.slot_cards
    cards = cells[start : start + rules.layout.slots]
    known = {rules.card_names[card]: slot for slot, card in enumerate(cards) if card >= 0}
    if name not in known:
        raise UnknownMove(unknown(say("There is no open crisis '{name}'.", name=name), name, known))
    return known[name]


# Writing


def whose_words(rules: Rules, slots: Sequence[int], block: Block, at: int) -> list[str]:
    """What a cell belongs to: ``state=france``."""
    n = rules.players
    numbers = {"pair": (at // n, at % n), "crisis_state": (at // n, at % n)}.get(block.scope, (at,))
    return [
        f"{word}={rules.card_names[slots[number]] if word == 'crisis' else rules.states[number].id}"
        for word, number in zip(WHOSE[block.scope], numbers, strict=False)
    ]


def _spell_correct(rules: Rules, slots: Sequence[int], cell: int, by: int) -> list[str]:
    block = rules.layout.blocks_by_cell[cell]
    return [block.name, f"{by:+}", *whose_words(rules, slots, block, cell - block.start)]


def _spell_inject(rules: Rules, slots: Sequence[int], card: int, state: int, due: int) -> list[str]:
    words = [f"card={rules.card_names[card]}"]
    words += [f"state={rules.states[state].id}"] if state >= 0 else []
    return words + ([f"round={due}"] if due else [])


def _spell_state(rules: Rules, slots: Sequence[int], seat: int) -> list[str]:
    return [f"state={rules.states[seat].id}"]


def _spell_freeze(rules: Rules, slots: Sequence[int], index: int) -> list[str]:
    return [list(rules.program.symbols.folder.ruleset.facilitator.freeze)[index]]


def _spell_rule(rules: Rules, slots: Sequence[int], seat: int, cell: int, by: int) -> list[str]:
    words = [f"state={rules.states[seat].id}"]
    if cell != NOWHERE:
        block = rules.layout.blocks_by_cell[cell]
        whose = whose_words(rules, slots, block, cell - block.start)
        words += [f"track={block.name}", *(f"of{word[5:]}" if word.startswith("state") else word for word in whose)]
    return [*words, f"by={by:+}" if by else "by=0"]


def _spell_seat(rules: Rules, slots: Sequence[int], seat: int, person: int) -> list[str]:
    return [f"state={rules.states[seat].id}", "you" if person else "bot"]


_PARSERS: dict[int, Callable[[Rules, list[int], list[str]], tuple[int, ...]]] = {
    CORRECT: _correct,
    INJECT: _inject,
    SKIP: _skip,
    FREEZE: _freeze,
    THAW: _freeze,
    RULE: _rule,
    END: _end,
}
_SPELLERS: dict[int, Callable[..., list[str]]] = {
    ARRIVES: lambda rules, slots, card: [f"card={rules.card_names[card]}"],
    CORRECT: _spell_correct,
    INJECT: _spell_inject,
    SKIP: _spell_state,
    FREEZE: _spell_freeze,
    THAW: _spell_freeze,
    RULE: _spell_rule,
    END: lambda rules, slots: [],
    REWIND: lambda rules, slots, number: [str(number)],
    SEATED: _spell_seat,
    PAUSE: lambda rules, slots, seconds: [f"seconds={seconds}"],
    TIME: lambda rules, slots, seconds: [f"seconds={seconds}"],
}
