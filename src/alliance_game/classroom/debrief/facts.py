"""What stands out in a game: sentences to begin a talk with, each beside the questions that share words with it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import NamedTuple

from ...describe import naming, trail
from ...describe.story import proposals, story
from ...describe.trail import Asked, Step
from ...wording import say
from ..tables.crises import followed
from .account import Account
from .causes import caused
from .deals import deals
from .effort import Burden, Promise, burdens, outcome_said, promises
from .result import standings

SHORTEST, STEM = 4, 5
"""Words are compared by their first letters, short ones not at all."""
ENOUGH = 2.0
"""So much a fact has to have in common with a question: a word that is rare among the facts, or several."""
BESIDE = 2
"""So many facts stand beside a question."""


class Fact(NamedTuple):
    """Something that happened in this game, in a sentence."""

    text: str
    leading: bool = True
    """Whether it stands out by itself; others are told only beside a question that asks for them."""


def facts(account: Account) -> list[Fact]:
    """All of them, the most striking first."""
    makers = (of_promises, of_burdens, of_deals, of_pairs, of_lead, of_agendas, of_tracks, of_proposals, of_crises)
    return [fact for make in makers for fact in make(account)] + list(of_tactics(account))


def of_promises(account: Account) -> Iterator[Fact]:
    """The biggest word that was broken, and who kept all."""
    every = promises(account)
    worst = max(every, key=lambda each: each.short, default=None)
    if worst is not None and worst.short:
        yield Fact(broken(account, worst))
    words: dict[int, Counter[str]] = defaultdict(Counter)
    for each in every:
        if each.word:
            words[each.seat][each.word] += 1
    for seat, counted in sorted(words.items()):
        kept, all_ = counted["kept"], counted.total()
        name = naming.state(account.rules, seat)
        if kept == all_:
            yield Fact(say("{state} kept every promise, {count} of them.", state=name, count=all_))
        else:
            yield Fact(say("{state} kept {kept} of {count} promises.", state=name, kept=kept, count=all_))


def broken(account: Account, each: Promise) -> str:
    """The biggest word that was broken."""
    return say(
        "The biggest broken promise: in round {round} {state} promised {said} for {crisis} and gave {given}.",
        round=each.round,
        state=naming.state(account.rules, each.seat),
        said=each.said,
        crisis=naming.card(account.rules, each.card),
        given=each.given or 0,
    )


def of_burdens(account: Account) -> Iterator[Fact]:
    """Who did most and least, and the failure that was nearest to a success."""
    every = burdens(account)
    if not every:
        return
    fair = sum(each.fair for each in every)
    sums = [sum(each.parts[seat] for each in every) for seat in account.seats]
    most, least = sums.index(max(sums)), sums.index(min(sums))
    if sums[most] != sums[least]:
        yield Fact(
            say(
                "{most} did most for the crises ({high}), {least} did least ({low}); a fair share was {fair}.",
                most=naming.state(account.rules, most),
                high=sums[most],
                least=naming.state(account.rules, least),
                low=sums[least],
                fair=fair,
            )
        )
    failed = [each for each in every if each.crisis.outcome == "failed"]
    if failed:
        yield Fact(nearest(account, min(failed, key=lambda each: missing(account, each))))


def missing(account: Account, each: Burden) -> int:
    """How much was missing of fair shares from everybody."""
    return each.fair * account.rules.players - sum(each.parts)


def nearest(account: Account, each: Burden) -> str:
    """A crisis that failed, and what was missing."""
    least = each.parts.index(min(each.parts))
    return say(
        "{crisis} failed in round {round}: together the states did {sum} of the {whole} that fair shares of all make."
        " {state} did least, {low}.",
        crisis=account.rules.card_titles[each.crisis.index],
        round=each.crisis.closed,
        sum=sum(each.parts),
        whole=each.fair * account.rules.players,
        state=naming.state(account.rules, least),
        low=each.parts[least],
    )


def of_deals(account: Account) -> Iterator[Fact]:
    """Agreements that were broken, and duties that were missed; how many were signed."""
    every, titles = deals(account), account.rules.program.symbols.folder.agreements
    for each in every:
        if each.event in ("broken", "duty missed"):
            happened = say(
                "Round {round}: {agreement} of {states}: broken."
                if each.event == "broken"
                else "Round {round}: {agreement} of {states}: a duty was missed.",
                round=each.round,
                agreement=titles[each.name].title,
                states=naming.states(account.rules, each.seats),
            )
            yield Fact(happened)
    signed = Counter(each.name for each in every if each.event == "signed")
    for name, count in signed.items():
        yield Fact(say("{agreement}: signed {count} times.", agreement=titles[name].title, count=count), leading=False)


def of_pairs(account: Account) -> Iterator[Fact]:
    """The closest and the most distant pair, and what parted two states most."""
    rules = account.rules
    couples = [(one, two) for one in account.seats for two in account.seats if one < two]
    for name, track in rules.program.symbols.tracks["pair"].items():
        if track.show != "number" or len(couples) < 2:
            continue
        title = naming.sentence(naming.track(rules, "pair", name))
        value = {couple: account.seen.value("pair", name, *couple) or 0 for couple in couples}
        high, low = (pick(value, key=lambda couple: value[couple]) for pick in (max, min))
        if value[high] != value[low]:
            yield Fact(
                say(
                    "{track} at the end: highest between {high} ({most}), lowest between {low} ({least}).",
                    track=title,
                    high=naming.states(rules, high),
                    most=value[high],
                    low=naming.states(rules, low),
                    least=value[low],
                )
            )
        steps = [
            (couple, step)
            for couple in couples
            for step in trail.traced(account.seen, Asked("pair", name, couple), account.told).steps
        ]
        worst = min(steps, key=lambda each: each[1].size, default=None)
        if worst is not None and worst[1].size < -1:
            yield Fact(parted(account, title, *worst))


def parted(account: Account, title: str, couple: Sequence[int], step: Step) -> str:
    """The largest fall between two states."""
    return say(
        "{track} between {states} fell most in round {round}, by {size}: {cause}.",
        track=title,
        states=naming.states(account.rules, couple),
        round=step.round,
        size=-step.size,
        cause=caused(step),
    )


def of_lead(account: Account) -> Iterator[Fact]:
    """What turned the game, as the story has it."""
    told = story(account.seen)
    if told is not None:
        yield Fact(told.turn)


def of_agendas(account: Account) -> Iterator[Fact]:
    """What each state secretly wanted."""
    for each in standings(account):
        if each.agenda is not None:
            name = naming.state(account.rules, each.seat)
            text = say(
                "{state} secretly held “{agenda}”: {level}.",
                state=name,
                agenda=each.agenda.title,
                level=each.agenda.level,
            )
            yield Fact(text, leading=False)


def of_tracks(account: Account) -> Iterator[Fact]:
    """Who had most and least of everything at the end."""
    rules = account.rules
    for name, track in rules.program.symbols.tracks["state"].items():
        if track.show != "number" or naming.is_count(rules, "state", name):
            continue
        values = [account.seen.value("state", name, seat) for seat in account.seats]
        known = [value for value in values if value is not None]
        if len(known) == len(values) and max(known) != min(known):
            each = ", ".join(
                f"{naming.state(rules, seat)} {naming.number(known[seat])}"
                for seat in sorted(account.seats, key=lambda seat: -known[seat])
            )
            title = naming.sentence(naming.track(rules, "state", name))
            yield Fact(say("{track} at the end: {values}.", track=title, values=each), leading=False)


def of_proposals(account: Account) -> Iterator[Fact]:
    """How many proposals found a yes."""
    yield Fact(f"{naming.sentence(proposals(account.seen))}.", leading=False)


def of_crises(account: Account) -> Iterator[Fact]:
    """Every crisis."""
    for crisis in followed(account.record):
        yield Fact(
            say(
                "{crisis} came in round {round}: {outcome}.",
                crisis=account.rules.card_titles[crisis.index],
                round=crisis.opened,
                outcome=outcome_said(crisis),
            ),
            leading=False,
        )


def of_tactics(account: Account) -> Iterator[Fact]:
    """How often each tactic was chosen, and by whom."""
    rules, chosen = account.rules, defaultdict[str, Counter[int]](Counter)
    for entry in account.record.entries:
        if entry.kind == "move" and entry.scope == "act" and entry.new > 0:
            chosen[rules.program.forms[rules.moves[entry.new].form].tactic][entry.seats[0]] += 1
    for name, tactic in rules.program.symbols.folder.tactics.items():
        by = chosen[name].most_common()
        each = ", ".join(f"{naming.state(rules, seat)} {count}" for seat, count in by)
        if by:
            yield Fact(say("{tactic}, chosen by: {states}.", tactic=tactic.title, states=each), leading=False)
        else:
            yield Fact(say("{tactic} was never chosen.", tactic=tactic.title), leading=False)


def beside(account: Account, questions: Sequence[str], found: Sequence[Fact]) -> list[list[str]]:
    """For each question the facts that have most to say on it: those with most words, and rarest words, in common.

    Names of states do not count: they are nearly everywhere.
    """
    names = stems(state.title for state in account.rules.states)
    known = [stems([fact.text]) - names for fact in found]
    often = Counter(stem for each in known for stem in each)
    used: Counter[int] = Counter()
    answers = []
    for question in questions:
        asked = stems([question])
        weights = {at: sum(log(1 + len(found) / often[stem]) for stem in asked & own) for at, own in enumerate(known)}
        ranked = sorted(
            (at for at in weights if weights[at] >= ENOUGH), key=lambda at: (-weights[at] / (1 + used[at]), at)
        )
        chosen = sorted(ranked[:BESIDE])
        used.update(chosen)
        answers.append([found[at].text for at in chosen])
    return answers


def stems(texts: Iterable[str]) -> set[str]:
    """The beginnings of the words in some texts."""
    return {word[:STEM] for text in texts for word in re.findall(r"\w+", text.lower()) if len(word) >= SHORTEST}
