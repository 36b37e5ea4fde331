"""How a game was won or lost, in three sentences: how it ended, what turned it, what the states did with it."""

from collections.abc import Iterator, Mapping
from functools import partial
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
from ..language.words import phrase
from ..wording import say
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
        return say("{ending}, and {won}.", ending=title, won=won(seen, found))
    head = say("{ending} in round {round} of {rounds}", ending=title, round=seen.round, rounds=rules.machine.rounds)
    name = deciding(seen)
    if name is not None:
        return f"{head}: {drift(seen, name)}."
    loses = definition.everyone == "loses"
    return say("{ending}, and everybody loses." if loses else "{ending}, and nobody is ranked.", ending=head)


def won(seen: View, found: Outcome) -> str:
    """Who won, by how much, and what made most of the difference."""
    first, *others = found.ranking
    names, score = naming.all_called(seen.rules, first), found.scores[first[0]]
    head = say(
        "{states} share first place with a score of {score} each"
        if len(first) > 1
        else "{states} wins with a score of {score}",
        states=names,
        score=naming.number(score),
    )
    if not others:
        return head
    second = others[0]
    behind = naming.all_called(seen.rules, second)
    margin = score - found.scores[second[0]]
    if not margin:
        ahead = tie_break(seen, first[0], second[0])
        return say("{won}, level with {behind} but ahead on {number}", won=head, behind=behind, number=ahead)
    head = say("{won}, {margin} more than {behind}", won=head, margin=margin, behind=behind)
    return f"{head}; {difference(seen, found, first[0], second[0])}" if len(first) == len(second) == 1 else head


def tie_break(seen: View, first: int, second: int) -> str:
    """What put one of two with equal points first: ``standing (5 to 3)``."""
    functions, speech = seen.rules.machine.functions, naming.speech(seen.rules)
    for question in seen.rules.program.ties:
        one, other = (int(functions[question.name](seen.cells, seat)) for seat in (first, second))
        if one != other:
            said = phrase(question.node, {"self": first}, speech)
            return say("{number} ({one} to {other})", number=said, one=naming.number(one), other=naming.number(other))
    raise AssertionError("two states with a place of their own differ in something")


def difference(seen: View, found: Outcome, first: int, second: int) -> str:
    """Where the first got most more points than the second: ``the biggest difference is 8 to 0 for the agenda``."""
    rules, world = seen.rules, Reading(seen.rules, seen.cells)
    parts = []
    for part in ending.summands(rules.program.score.node):
        one, other = (evaluate(part, {"self": seat}, world) for seat in (first, second))
        parts.append((one - other, one, other, part_name(rules, part, first)))
    if found.agendas:
        one, other = (found.agendas[seat].points for seat in (first, second))
        parts.append((one - other, one, other, say("the agenda")))
    _, one, other, name = max(parts, key=lambda each: each[0])
    one_, other_ = naming.number(one), naming.number(other)
    return say("the biggest difference is {one} to {other} for {part}", one=one_, other=other_, part=name)


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

    procedures = (unit for unit in program.units if isinstance(unit, Procedure))
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
    ends = {"start": naming.number(start), "now": naming.number(now)}
    found = say("{track} went from {start} to {now}", track=naming.track(seen.rules, "world", name), **ends)
    if causes:
        found = say("{went}, up {causes}" if sign > 0 else "{went}, down {causes}", went=found, causes=through(causes))
    if back:
        found = say(
            "{went}, and down {size} again" if sign > 0 else "{went}, and up {size} again", went=found, size=back
        )
    return found


def through(causes: list[tuple[int, str]]) -> str:
    """``9 through failed crises and 3 through sanctions``."""
    few = causes if len(causes) <= NAMED else causes[: NAMED - 1]
    each = [say("{size} through {cause}", size=size, cause=title) for size, title in few]
    rest = sum(size for size, _ in causes[len(few) :])
    return naming.listed([*each, say("{size} through other things", size=rest)] if rest else each)


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
        return say("When it was decided, the chronicle alone does not say.")
    front = leads.ahead(scores)
    if not set(first) & set(front):
        return say(
            "The secret agendas turned it: before they were opened, {front} led {first} by {points}.",
            front=naming.all_called(rules, front),
            first=naming.all_called(rules, first),
            points=points_said(max(scores) - max(scores[seat] for seat in first)),
        )
    last = leads.last_change(seen)
    if last is None and len(front) == rules.players:
        return say("Nobody was ever ahead of the others.")
    if last is None:
        led = say("{states} led from the first round to the last", states=naming.all_called(rules, front))
    else:
        round_, event = last.round, passing(rules, last)
        led = say("The lead changed for the last time in round {round}, when {event}", round=round_, event=event)
    return say("{lead}; the rest was settled at the end.", lead=led) if set(first) < set(front) else f"{led}."


def points_said(number: int) -> str:
    """``1 point``, ``3 points``."""
    return say("{count} point" if number == 1 else "{count} points", count=naming.number(number))


def passing(rules: Rules, last: leads.Lead) -> str:
    """``“Japan votes against its government” put France ahead of Japan``."""
    passed = [seat for seat in last.before if seat not in last.after]
    risen = [seat for seat in last.after if seat not in last.before]
    event, names = quoted(last.origin), partial(naming.all_called, rules)
    if passed:
        return say("{event} put {front} ahead of {behind}", event=event, front=names(last.after), behind=names(passed))
    return say("{event} brought {risen} level with {front}", event=event, risen=names(risen), front=names(last.before))


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
    return say(
        "The heaviest blow came in round {round}, when {event} took {track} from {old} to {new}.",
        round=worst.round,
        event=quoted(worst.origin),
        track=naming.track(seen.rules, "world", name),
        old=naming.number(worst.old),
        new=naming.number(worst.new),
    )


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
        return say("No single event stands out.")
    return say(
        "The biggest swing came in round {round}, when {event} brought {state} {points}."
        if found.size > 0
        else "The biggest swing came in round {round}, when {event} cost {state} {points}.",
        round=found.round,
        event=quoted(found.origin),
        state=naming.called(seen.rules, found.seat),
        points=points_said(abs(found.size)),
    )


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
    parts = [say("met {met} of {count} crises" if opened > 1 else "met {met} of {count} crisis", met=met, count=opened)]
    parts += [say("failed at {count}", count=failed)] if failed else []
    parts += [say("left {count} open", count=open_still)] if open_still else []
    parts += [say("saw {count} pass without a verdict", count=gone)] if gone > 0 else []
    return say("the states {deeds}", deeds=naming.listed(parts))


def words_kept(seen: View, found: Outcome) -> str:
    """``France broke its word in 2 rounds, Japan in 1``; nothing if nobody counts that."""
    record = seen.rules.program.symbols.folder.ruleset.record
    if record is None:
        return ""
    seats = range(seen.rules.players)
    broken = {seat: seen.value("state", record.broken, seat) or 0 for seat in seats}
    worst = sorted((seat for seat in seats if broken[seat]), key=lambda seat: -broken[seat])
    if not worst and not any(seen.value("state", record.kept, seat) for seat in seats):
        return say("nobody had {word} to keep", word=record.word)
    if not worst:
        enough = bool(found.ranking)
        return say("nobody broke {word}" if enough else "nobody broke {word}, and it was not enough", word=record.word)
    said = ", ".join(breaches(seen.rules, record.word, {seat: broken[seat] for seat in worst}))
    first, *others = worst
    won_all_the_same = found.winners == (first,) and all(broken[seat] < broken[first] for seat in others)
    return say("{broken}, and the worst record won", broken=said) if won_all_the_same else said


def breaches(rules: Rules, word: str, broken: Mapping[int, int]) -> Iterator[str]:
    """``France broke its word in 2 rounds``, and for the others only in how many."""
    first, *others = broken
    yield say(
        "{state} broke {word} in {count} round" if broken[first] == 1 else "{state} broke {word} in {count} rounds",
        state=naming.called(rules, first),
        word=word,
        count=broken[first],
    )
    yield from (say("{state} in {count}", state=naming.called(rules, seat), count=broken[seat]) for seat in others)


def proposals(seen: View) -> str:
    """``of 9 proposals 6 were accepted``."""
    forms = seen.rules.program.forms
    accepted = sum(entry.kind == "done" and forms[entry.new].asks for entry in seen.chronicle)
    every = accepted + sum(entry.kind == "refused" for entry in seen.chronicle)
    if not every:
        return say("nobody proposed anything to anybody")
    made = say("{count} proposal" if every == 1 else "{count} proposals", count=every)
    return say(
        "of {proposals} {count} was accepted" if accepted == 1 else "of {proposals} {count} were accepted",
        proposals=made,
        count=accepted,
    )


def tallied(seen: View) -> list[str]:
    """What the ruleset counts for statistics, as far as there was any."""
    layout, labels = seen.rules.layout, seen.rules.program.symbols.folder.ruleset.tallies
    counts = [(label, seen.cells[layout.start("tally", name)]) for name, label in labels.items()]
    each = [f"{label} {naming.number(count)}" for label, count in counts if count]
    return [", ".join(each)] if each else []
