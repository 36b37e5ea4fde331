"""How a game was won or lost, in three sentences: how it ended, what turned it, what the states did with it."""

from collections.abc import Iterator
from typing import NamedTuple

from ..engine.chronicle import Entry
from ..engine.outcome import Outcome
from ..engine.reasons import Reading
from ..engine.rules import Rules
from ..engine.view import View
from ..language.evaluator import evaluate
from ..language.program import Procedure, Program
from ..language.steps import EndStep, IfStep, Site, Steps, inner
from ..language.tree import Node, cells_in
from ..language.words import counted, phrase
from . import ending, leads, naming
from .causes import Origin, origins
from .history import points

NAMED = 3
"""So many causes are named; where there are more, the smallest are put together."""


class Story(NamedTuple):
    """Three sentences."""

    how: str
    """How it ended, and why."""
    turn: str
    """What turned it."""
    deeds: str
    """What became of crises and promises."""


class Stroke(NamedTuple):
    """What one thing did to a number at one go."""

    round: int
    phase: str
    origin: Origin
    old: int
    new: int


def story(seen: View) -> Story | None:
    """How an ended game was won or lost, from its chronicle; ``None`` while it goes on."""
    found = seen.outcome
    if found is None:
        return None
    return Story(how(seen, found), turn(seen, found), deeds(seen, found))


# How it ended


def how(seen: View, found: Outcome) -> str:
    """``The alliance holds, and France wins with 31 points, …``; ``The alliance collapses in round 6 of 8: …``."""
    rules = seen.rules
    definition = rules.program.symbols.folder.ruleset.endings[found.reason]
    title = definition.title.rstrip(".")
    if found.ranking:
        return f"{title}, and {won(seen, found)}."
    head = f"{title} in round {seen.round} of {rules.machine.rounds}"
    name = deciding(seen)
    if name is not None:
        return f"{head}: {drift(seen, name)}."
    return f"{head}, and {'everybody loses' if definition.everyone == 'loses' else 'nobody is ranked'}."


def won(seen: View, found: Outcome) -> str:
    """Who won, by how much, and what made most of the difference."""
    first, *others = found.ranking
    names, score = naming.states(seen.rules, first), found.scores[first[0]]
    each = " each" if len(first) > 1 else ""
    head = f"{names} {'share first place' if each else 'wins'} with a score of {naming.number(score)}{each}"
    if not others:
        return head
    second = others[0]
    behind = naming.states(seen.rules, second)
    margin = score - found.scores[second[0]]
    if not margin:
        return f"{head}, level with {behind} but ahead on {tie_break(seen, first[0], second[0])}"
    single = len(first) == len(second) == 1
    return f"{head}, {margin} more than {behind}{difference(seen, found, first[0], second[0]) if single else ''}"


def tie_break(seen: View, first: int, second: int) -> str:
    """What put one of two with equal points first: ``standing (5 to 3)``."""
    functions, speech = seen.rules.machine.functions, naming.speech(seen.rules)
    for question in seen.rules.program.ties:
        one, other = (int(functions[question.name](seen.cells, seat)) for seat in (first, second))
        if one != other:
            said = phrase(question.node, {"self": first}, speech)
            return f"{said} ({naming.number(one)} to {naming.number(other)})"
    raise AssertionError("two states with a place of their own differ in something")


def difference(seen: View, found: Outcome, first: int, second: int) -> str:
    """Where the first got most more points than the second: ``; the biggest difference is 8 to 0 for the agenda``."""
    rules, world = seen.rules, Reading(seen.rules, seen.cells)
    parts = []
    for part in ending.summands(rules.program.score.node):
        one, other = (evaluate(part, {"self": seat}, world) for seat in (first, second))
        parts.append((one - other, one, other, part_name(rules, part, first)))
    if found.agendas:
        one, other = (found.agendas[seat].points for seat in (first, second))
        parts.append((one - other, one, other, "the agenda"))
    _, one, other, name = max(parts, key=lambda each: each[0])
    return f"; the biggest difference is {naming.number(one)} to {naming.number(other)} for {name}"


def part_name(rules: Rules, part: Node, seat: int) -> str:
    """What a part of the score is for: the one track or agreement in it, or else all of it in words."""
    names = {(cell.scope, cell.name) for cell in cells_in(part)}
    return naming.track(rules, *names.pop()) if len(names) == 1 else ending.source(rules, part, seat)


# What an ending hangs on


def deciding(seen: View) -> str | None:
    """The track of the world that the condition of the ending reads; ``None`` if there is none, or several."""
    over = next(entry for entry in reversed(seen.chronicle) if entry.kind == "over")
    if over.cause.site is None:
        return None
    for condition in conditions(seen.rules.program, over.cause.site):
        tracks = {cell.name for cell in cells_in(condition) if cell.scope == "world"}
        if tracks:
            return tracks.pop() if len(tracks) == 1 else None
    return None


def conditions(program: Program, site: Site) -> tuple[Node, ...]:
    """What is asked before the game ends at a place in the rules, the innermost first."""

    def within(steps: Steps, asked: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
        for step in steps:
            if isinstance(step, EndStep) and program.sites[step.site] == site:
                yield asked
            more = (step.condition, *asked) if isinstance(step, IfStep) else asked
            for part in inner(step):
                yield from within(part, more)

    procedures = (unit for unit in program.units() if isinstance(unit, Procedure))
    return next((found for unit in procedures for found in within(unit.steps, ())), ())


def changed(seen: View, name: str) -> list[tuple[Entry, Origin]]:
    """The changes that made a track of the world what it is now; of one that is reset every round, this round's."""
    every = [
        (entry, origin)
        for entry, origin in origins(seen)
        if origin is not None and (entry.scope, entry.name) == ("world", name)
    ]
    track = seen.rules.program.symbols.tracks["world"][name]
    return [each for each in every if each[0].round == seen.round] if track.reset else every


def drift(seen: View, name: str) -> str:
    """``tension went from 3 to 10, up 9 through failed crises, 3 through sanctions, and down 5 again``."""
    now = seen.value("world", name)
    assert now is not None
    sums: dict[str, int] = {}
    for entry, origin in changed(seen, name):
        sums[origin.title] = sums.get(origin.title, 0) + entry.new - entry.old
    start = now - sum(sums.values())
    sign = 1 if now >= start else -1
    causes = sorted(
        ((sign * size, title) for title, size in sums.items() if sign * size > 0), key=lambda each: -each[0]
    )
    back = sum(-sign * size for size in sums.values() if sign * size < 0)
    words = ("up", "down") if sign > 0 else ("down", "up")
    head = f"{naming.track(seen.rules, 'world', name)} went from {naming.number(start)} to {naming.number(now)}"
    return f"{head}{through(words[0], causes)}{f', and {words[1]} {back} again' if back else ''}"


def through(word: str, causes: list[tuple[int, str]]) -> str:
    """``, up 9 through failed crises and 3 through sanctions``."""
    if not causes:
        return ""
    few = causes if len(causes) <= NAMED else causes[: NAMED - 1]
    each = [f"{size} through {title}" for size, title in few]
    each += [f"{sum(size for size, _ in causes[len(few) :])} through other things"] if len(few) < len(causes) else []
    return f", {word} {naming.listed(each)}"


# What turned it


def turn(seen: View, found: Outcome) -> str:
    """The last change of the lead, or the heaviest blow to the number that the ending hung on, and what did it."""
    if found.ranking:
        return lead(seen, found)
    name = deciding(seen)
    return (blow(seen, name) if name is not None else None) or swing(seen)


def lead(seen: View, found: Outcome) -> str:
    """When somebody went ahead for the last time; or that the agendas, opened at the end, turned it."""
    rules, first = seen.rules, found.ranking[0]
    scores = points(rules, seen.cells)
    if scores is None:
        return "When it was decided, the chronicle alone does not say."
    front = leads.ahead(scores)
    if not set(first) & set(front):
        behind = counted(max(scores) - max(scores[seat] for seat in first), "points")
        led = f"{naming.states(rules, front)} led {naming.states(rules, first)} by {behind}"
        return f"The secret agendas turned it: before they were opened, {led}."
    last = leads.last_change(seen)
    rest = "; the rest was settled at the end" if set(first) < set(front) else ""
    if last is None and len(front) == rules.players:
        return "Nobody was ever ahead of the others."
    if last is None:
        return f"{naming.states(rules, front)} led from the first round to the last{rest}."
    return f"The lead changed for the last time in round {last.round}, when {passing(rules, last)}{rest}."


def passing(rules: Rules, last: leads.Lead) -> str:
    """``“Japan votes against its government” put France ahead of Japan``."""
    passed = [seat for seat in last.before if seat not in last.after]
    risen = [seat for seat in last.after if seat not in last.before]
    if passed:
        done = f"put {naming.states(rules, last.after)} ahead of {naming.states(rules, passed)}"
    else:
        done = f"brought {naming.states(rules, risen)} level with {naming.states(rules, last.before)}"
    return f"{quoted(last.origin)} {done}"


def quoted(origin: Origin) -> str:
    """What happened, in quotes; a phase needs none."""
    return origin.title if origin.kind == "phase" else f"“{origin.said}”"


def blow(seen: View, name: str) -> str | None:
    """The heaviest stroke against the number that an ending hung on, the last of equals; ``None`` if there was none."""
    every = strokes(changed(seen, name))
    sign = 1 if sum(each.new - each.old for each in every) >= 0 else -1
    worst = max(reversed(every), key=lambda each: sign * (each.new - each.old), default=None)
    if worst is None or sign * (worst.new - worst.old) <= 0:
        return None
    moved = f"{naming.track(seen.rules, 'world', name)} from {naming.number(worst.old)} to {naming.number(worst.new)}"
    return f"The heaviest blow came in round {worst.round}, when {quoted(worst.origin)} took {moved}."


def strokes(every: list[tuple[Entry, Origin]]) -> list[Stroke]:
    """Changes of one number, those together that follow each other in a phase and have the same origin."""
    found: list[Stroke] = []
    for entry, origin in every:
        last = found[-1] if found else None
        if last is not None and (last.round, last.phase, last.origin) == (entry.round, entry.phase, origin):
            found[-1] = last._replace(new=entry.new)
        else:
            found.append(Stroke(entry.round, entry.phase, origin, entry.old, entry.new))
    return found


def swing(seen: View) -> str:
    """What changed a score most, where nobody is ranked and no number decided."""
    found = leads.biggest_swing(seen)
    if found is None:
        return "No single event stands out."
    verb = "brought" if found.size > 0 else "cost"
    gain = f"{naming.state(seen.rules, found.seat)} {counted(abs(found.size), 'points')}"
    return f"The biggest swing came in round {found.round}, when {quoted(found.origin)} {verb} {gain}."


# What the states did


def deeds(seen: View, found: Outcome) -> str:
    """Crises met and words broken; in a game that knows neither, proposals and what else was counted."""
    parts = [part for part in (crises(seen), words_kept(seen, found)) if part] or [proposals(seen), *tallied(seen)]
    return f"{naming.sentence('; '.join(parts))}."


def crises(seen: View) -> str:
    """``the states met 5 of 12 crises, failed at 6 and left 1 open``; nothing if there were none."""
    kinds = [entry.name if entry.kind == "outcome" else entry.kind for entry in seen.chronicle]
    opened, met, failed = (kinds.count(kind) for kind in ("open", "met", "failed"))
    if not opened:
        return ""
    open_still = len(seen.crises)
    gone = opened - met - failed - open_still
    parts = [f"met {met} of {opened} {'crises' if opened > 1 else 'crisis'}"]
    parts += [f"failed at {failed}"] if failed else []
    parts += [f"left {open_still} open"] if open_still else []
    parts += [f"saw {gone} pass without a verdict"] if gone > 0 else []
    return f"the states {naming.listed(parts)}"


def words_kept(seen: View, found: Outcome) -> str:
    """``France broke its word in 2 rounds, Japan in 1``; nothing if nobody counts that."""
    record = seen.rules.program.symbols.folder.ruleset.record
    if record is None:
        return ""
    seats = range(seen.rules.players)
    broken = {seat: seen.value("state", record.broken, seat) or 0 for seat in seats}
    worst = sorted((seat for seat in seats if broken[seat]), key=lambda seat: -broken[seat])
    if not worst:
        given = any(seen.value("state", record.kept, seat) for seat in seats)
        lost = ", and it was not enough" if not found.ranking else ""
        return f"nobody broke {record.word}{lost}" if given else f"nobody had {record.word} to keep"
    first, *others = worst
    said = [f"{naming.state(seen.rules, first)} broke {record.word} in {counted(broken[first], 'rounds')}"]
    said += [f"{naming.state(seen.rules, seat)} in {broken[seat]}" for seat in others]
    won_all_the_same = found.winners == (first,) and all(broken[seat] < broken[first] for seat in others)
    return f"{', '.join(said)}{', and the worst record won' if won_all_the_same else ''}"


def proposals(seen: View) -> str:
    """``of 9 proposals 6 were accepted``."""
    forms = seen.rules.program.forms
    accepted = sum(entry.kind == "done" and forms[entry.new].asks for entry in seen.chronicle)
    every = accepted + sum(entry.kind == "refused" for entry in seen.chronicle)
    if not every:
        return "nobody proposed anything to anybody"
    return f"of {counted(every, 'proposals')} {accepted} {'was' if accepted == 1 else 'were'} accepted"


def tallied(seen: View) -> list[str]:
    """What the ruleset counts for statistics, as far as there was any."""
    layout, labels = seen.rules.layout, seen.rules.program.symbols.folder.ruleset.tallies
    counts = [(label, seen.cells[layout.start("tally", name)]) for name, label in labels.items()]
    each = [f"{label} {naming.number(count)}" for label, count in counts if count]
    return [", ".join(each)] if each else []
