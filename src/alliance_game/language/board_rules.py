"""What the screen shows of a ruleset besides its tracks: everything in it must be there, and be public."""

from collections.abc import Iterable, Set

from ..definitions.library import Path
from .program import BesideRule, PhaseRule
from .reading import Reading
from .resolver import INT
from .secrets import refuse_hidden


def beside_rules(reading: Reading, phases: Iterable[PhaseRule]) -> tuple[BesideRule, ...]:
    """The numbers beside the tracks of the world; ``record``, ``board`` and ``facilitator`` are checked with them."""
    hidden = not_public(reading, phases)
    rules = reading.symbols.folder.ruleset
    if rules.record is not None:
        for part in ("kept", "broken"):
            check_track(reading, "state", getattr(rules.record, part), ("record", part), hidden)
    if rules.board.crisis is not None:
        for part, name in rules.board.crisis:
            if name is not None:
                check_track(reading, "crisis", name, ("board", "crisis", part), hidden)
    for name, freezable in rules.facilitator.freeze.items():
        check_track(reading, "world", freezable.track, ("facilitator", "freeze", name, "track"), hidden)
    return tuple(beside_rule(reading, index, hidden) for index in range(len(rules.board.beside)))


def not_public(reading: Reading, phases: Iterable[PhaseRule]) -> Set[tuple[str, str]]:
    """Tracks that some seat may not see at some time: secret ones, and answers that are given sealed."""
    asks = [phase.ask for phase in phases if phase.ask is not None]
    return reading.symbols.secret | {(ask.scope, ask.track) for ask in asks if ask.sealed}


def check_track(reading: Reading, scope: str, name: str, path: Path, hidden: Set[tuple[str, str]]) -> None:
    """Report a track that does not exist, or that not everybody may see."""
    reader = reading.reader(reading.ruleset, None, {})
    what = {"state": "a track of a state", "crisis": "a track of a crisis", "world": "a track of the world"}[scope]
    known = reader.known(name, reading.symbols.tracks[scope], path, "unknown-track", what)
    if known and (scope, name) in hidden:
        reader.fail(path, "reads-secret", f"'{name}' is hidden from others, and everybody sees what stands here")


def beside_rule(reading: Reading, index: int, hidden: Set[tuple[str, str]]) -> BesideRule:
    """One number beside the tracks of the world."""
    beside = reading.symbols.folder.ruleset.board.beside[index]
    path: Path = ("board", "beside", index, "of")
    question = reading.question(f"beside_{index}", reading.ruleset, path, beside.of, {}, INT)
    refuse_hidden(reading.reader(reading.ruleset, None, {}), question.node, path, hidden)
    return BesideRule(beside.title, beside.about or "", question)
