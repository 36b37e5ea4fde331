"""The questions that a game puts to a seat, in words, with all that it may know for its answer."""

from collections.abc import Iterator
from typing import NamedTuple

from ..engine.decision import Decision
from ..engine.layout import ABOUT, ACTIONS, CARD, PENDING, WHO
from ..engine.moves import tactic_text
from ..engine.reasons import Reading, why_not_number
from ..engine.view import View
from ..errors import ExpressionError
from ..language.evaluator import evaluate
from ..language.program import AskRule, FormRule
from ..language.resolver import CRISIS, INT, STATE, resolve
from ..language.tree import Arithmetic, Cell, Compare, Comprehension, Conditional, Local, Logic, Node
from ..wording import OWN, marked, say, spoken, translated
from . import cards, duties, foresight, naming, sentences, status
from .guidance import filled
from .offers import Offer

COMMON = (marked("effort"), marked("fair"))
"""Names that authors often give to values, for translators to collect."""
_SCOPE = {"crisis": Local(CRISIS, "crisis"), "self": Local(STATE, "self")}


def question(view: View, decision: Decision) -> list[str]:
    """What is asked of whom, and what it is about."""
    match decision.kind:
        case "act":
            return act_lines(view)
        case "consent":
            return consent_lines(view, decision)
        case "choice":
            return choice_lines(view)
    return ask_lines(view, decision)


def act_lines(view: View) -> list[str]:
    """``What will France do? 2 actions left.``"""
    left = view.cells[ACTIONS]
    return [
        say(
            "What will {state} do? {count} action left."
            if left == 1
            else "What will {state} do? {count} actions left.",
            state=naming.called(view.rules, view.seat),
            count=naming.number(left),
        )
    ]


def consent_lines(view: View, decision: Decision) -> list[str]:
    """A proposal: what it would change on both sides, and what the other's word was worth so far."""
    rules = view.rules
    other = foresight.proposer(view)
    state = naming.opening(rules, other)
    form = rules.program.forms[rules.moves[view.cells[PENDING]].form]
    found = foresight.proposal_foreseen(view)
    proposed = proposed_to(view, form)
    asked = naming.called(rules, view.seat)
    lines = [say("{state} proposes to {other}: {proposal}.", state=state, other=asked, proposal=proposed)]
    if about := naming.tactic_of(rules, form).about:
        lines.append(about)
    if will := foresight.certain(view, found):
        lines.append(say("If you agree: {changes}.", changes=will))
    if may := foresight.possible(view, found):
        lines.append(say("It may also happen: {changes}.", changes=may))
    owed = [*duties.new(view, found.effects), *duties.promised(view, found.effects)]
    return [*lines, *owed, record(view, other)]


def proposed_to(view: View, form: FormRule) -> str:
    """What is on the table, with whom and for what; that it is with the state that is asked need not be said."""
    title = naming.form_title(view.rules, form)
    plain = f"{title[:1].lower()}{title[1:]}"
    if form.called is None and form.consent and len(form.parameters) == 1:
        return plain
    return sentences.spoken(view.rules, tactic_text(view.rules, view.cells, view.cells[PENDING]))


def record(view: View, seat: int) -> str:
    """Whether a state kept its word, and what else it did so far."""
    word = kept_word(view, seat)
    ruled = view.rules.program.symbols.folder.ruleset.record
    own = (ruled.kept, ruled.broken) if ruled is not None and word is not None else ()
    counts = [
        f"{naming.track(view.rules, 'state', name)} {value}"
        for name in view.rules.program.symbols.tracks["state"]
        if name not in own
        and naming.is_count(view.rules, "state", name)
        and (value := view.value("state", name, seat)) is not None
    ]
    every = [word_said(ruled.word, *word), *counts] if ruled is not None and word is not None else counts
    if not every:
        return ""
    return say("Record of {state}: {record}.", state=naming.called(view.rules, seat), record=", ".join(every))


def word_said(word: str, kept: int, of: int) -> str:
    """``kept its pledges in 4 of 5 rounds``."""
    if not of:
        return say("{word} not tested yet", word=word)
    return say(
        "kept {word} in {kept} of {count} round" if of == 1 else "kept {word} in {kept} of {count} rounds",
        word=word,
        kept=kept,
        count=of,
    )


def kept_word(view: View, seat: int) -> tuple[int, int] | None:
    """In how many rounds a state kept its word, and in how many it had given it; ``None`` if nobody counts that."""
    ruled = view.rules.program.symbols.folder.ruleset.record
    if ruled is None:
        return None
    kept, broken = (view.value("state", name, seat) or 0 for name in (ruled.kept, ruled.broken))
    return kept, kept + broken


def choice_lines(view: View) -> list[str]:
    """A card that asks. Its story has been told when it came."""
    card = view.rules.cards[view.cells[CARD]]
    return [say("{card}: what will {state} choose?", card=card.title, state=naming.called(view.rules, view.seat))]


def roles(view: View) -> dict[str, str]:
    """The states that a card in question is about."""
    seats = {"who": view.cells[WHO], "about": view.cells[ABOUT]}
    return {name: naming.called(view.rules, seat) for name, seat in seats.items() if seat >= 0}


def choices(view: View, decision: Decision) -> tuple[Offer, ...]:
    """What can be chosen on a card, with what it would do; what cannot be chosen has its reason."""
    card = view.rules.cards[view.cells[CARD]]
    moves = {move.number: move for move in decision.moves}
    found = []
    for index, choice in enumerate(card.choices):
        text = choice.text + cards.price(view.rules, choice.cost)
        about = cards.choice_text(view.rules, card, index, roles(view))
        reason = "" if index in moves else why_not_number(view.rules, view.cells, view.seat, index)
        warning = cards.warning(view.rules, card, choice.id)
        found.append(Offer(text, about, moves.get(index), reason, warning=warning))
    return tuple(found)


def ask_rule(view: View, decision: Decision) -> AskRule:
    """The rule of the asking phase that a decision belongs to."""
    found = next(phase.ask for phase in view.rules.program.phases if phase.id == decision.phase)
    assert found is not None
    return found


def verb(ask: AskRule) -> str:
    """What a state is asked to do: the word of the move, which is English, or else what is said of who does it."""
    return ask.verb.replace("_", " ") if spoken().language == OWN else ask.says


def ask_lines(view: View, decision: Decision) -> list[str]:
    """A number to name: for what, how things stand there, and the limits."""
    rules = view.rules
    ask = ask_rule(view, decision)
    lines = [ask.prompt or say("{phase}: how many?", phase=naming.phase(rules, decision.phase))]
    if decision.about:
        slot = slot_of(view, decision.about)
        lines += [*table_lines(view, slot), *duties.here(view, slot), *own_word(view, decision, ask, slot)]
    held = ", ".join(status.numbers(view, "state", view.seat))
    lines += [f"{naming.state(rules, view.seat)}: {held}.", *said_elsewhere(view, ask, decision.about)]
    most = decision.moves.numbers[-1]
    why = why_not_more(view, ask, slot_of(view, decision.about) if decision.about else None)
    limits = [
        say("You can say 0 to {most}: {reason}.", most=most, reason=why)
        if why
        else say("You can say 0 to {most}.", most=most)
    ]
    limits += [say("Nobody sees it before all have answered.")] if ask.sealed else []
    return [*lines, " ".join(limits)]


def why_not_more(view: View, ask: AskRule, slot: int | None) -> str:
    """Why no higher number can be named, as the ruleset says it; empty if it says nothing."""
    names = {"self": view.seat} | ({"crisis": slot} if slot is not None else {})
    world = Reading(view.rules, view.cells)
    for each in ask.because:
        if each.text is not None and (each.condition is None or evaluate(each.condition, names, world)):
            return filled(view, each.text, names)
    return ""


def table_lines(view: View, slot: int) -> list[str]:
    """An open crisis: its numbers, what it may ask of each, who did what."""
    return [status.crisis(view, slot), *facts(view, slot), *status.shares(view, slot)]


def own_word(view: View, decision: Decision, ask: AskRule, slot: int) -> list[str]:
    """What the seat said aloud about a crisis earlier in the round, where it now answers in secret."""
    said = [view.value(earlier.scope, earlier.track, slot, view.seat) for earlier in words_before(view, decision.phase)]
    return [say("You promised {number}.", number=naming.number(value)) for value in said if value and ask.sealed]


def words_before(view: View, phase: str) -> Iterator[AskRule]:
    """Questions about crises that all have answered aloud in the phases of the round before this one."""
    for each in view.rules.program.phases:
        if each.id == phase:
            return
        if each.ask is not None and each.ask.per_crisis and not each.ask.sealed:
            yield each.ask


def said_elsewhere(view: View, ask: AskRule, about: str) -> list[str]:
    """What the seat has answered for other crises: it counts against what can be said here."""
    if not ask.per_crisis:
        return []
    start = view.rules.machine.slot_cards
    found = []
    for slot in view.crises:
        card = view.cells[start + slot]
        value = view.value(ask.scope, ask.track, slot, view.seat)
        if value and view.rules.card_names[card] != about:
            found.append(say("{number} on {crisis}", number=naming.number(value), crisis=view.rules.card_titles[card]))
    return [say("Said so far: {answers}.", answers=", ".join(found))] if found else []


def slot_of(view: View, card: str) -> int:
    """The place of an open crisis."""
    start = view.rules.machine.slot_cards
    return next(slot for slot in view.crises if view.rules.card_names[view.cells[start + slot]] == card)


def facts(view: View, slot: int) -> list[str]:
    """What an agreement may ask of its parties in this crisis: ``Fair share: 6.``"""
    return [f"{naming.sentence(title)}: {value}." for title, value, _, _ in fair_parts(view, slot)]


class Fair(NamedTuple):
    """What agreements may ask of each party in a crisis."""

    title: str
    asked: int
    has: int
    """What the seat has of it so far."""
    track: str
    """The number of a state in a crisis that says so."""


def fair_parts(view: View, slot: int) -> list[Fair]:
    """What agreements may ask of the seat in a crisis."""
    folder = view.rules.program.symbols.folder
    owed = {
        agreement.obligation.owe: agreement.obligation.paid
        for agreement in folder.agreements.values()
        if agreement.obligation is not None
    }
    found = []
    for owe, paid in owed.items():
        value, has = worked_out(view, owe, slot), worked_out(view, paid, slot)
        if value is not None and has is not None and owe.startswith("crisis.") and owe[7:].isidentifier():
            track = paid.removeprefix("crisis.").split("(")[0]
            of = naming.track(view.rules, "crisis_state", track)
            title = say("{fair} {share}", fair=value_named(owe[7:]), share=of)
            found.append(Fair(title, value, has, track))
    return found


def value_named(name: str) -> str:
    """A value of the ruleset by its name in rules: a language has words for common ones, others stay as they are."""
    return translated(name.replace("_", " "))


def worked_out(view: View, text: str, slot: int) -> int | None:
    """The value of an expression about a crisis and oneself; ``None`` if it needs more than these."""
    try:
        node = resolve(text, dict(_SCOPE), view.rules.program.symbols, INT)
    except ExpressionError:
        return None
    return evaluate(node, {"crisis": slot, "self": view.seat}, Reading(view.rules, view.cells))


def answers(view: View, decision: Decision) -> Iterator[str]:
    """What each answer would count for, where the ruleset has a value that depends on it: ``3: effort 4``."""
    if not decision.about:
        return
    slot, counted = slot_of(view, decision.about), counting(view, decision)
    for number in decision.moves.numbers[1:]:
        if worth := worths(view, counted, slot, number):
            yield f"{number}: {', '.join(f'{name} {value}' for name, value in worth.items())}"


Counted = tuple[AskRule, dict[str, Node]]
"""A question by whose answer something is counted, and what, by its name."""


def worths(view: View, counted: Counted, slot: int, number: int) -> dict[str, int]:
    """What a number would count for in a crisis: ``effort`` 4; empty if the ruleset has no such value."""
    ask, telling = counted
    block = view.rules.layout.block(ask.scope, ask.track)
    cells = view.cells[:]
    cells[block.start + slot * view.rules.players + view.seat] = number
    world, names = Reading(view.rules, cells), {"crisis": slot, "self": view.seat}
    return {name: evaluate(node, names, world) for name, node in telling.items()}


def counting(view: View, decision: Decision) -> Counted:
    """The question by whose answer something is counted, and what: this one or, for a promise, a later one."""
    phases = view.rules.program.phases
    begin = next(index for index, phase in enumerate(phases) if phase.id == decision.phase)
    nodes = {value_named(name): _node(view, name) for name in view.rules.program.symbols.values["crisis_state"]}
    for phase in phases[begin:]:
        if phase.ask is not None and phase.ask.per_crisis:
            telling = {name: node for name, node in nodes.items() if _reads(node, phase.ask.track)}
            if telling:
                return phase.ask, telling
    return ask_rule(view, decision), {}


def _node(view: View, name: str) -> Node:
    return resolve(f"crisis.{name}(self)", dict(_SCOPE), view.rules.program.symbols, INT)


def _reads(node: Node, track: str) -> bool:
    """Whether an expression reads the asked track of oneself and this crisis."""
    match node:
        case Cell(scope="crisis_state", name=name, of=of):
            return name == track and of == (_SCOPE["crisis"], _SCOPE["self"])
        case Arithmetic(parts=parts) | Logic(parts=parts):
            return any(_reads(part, track) for part in parts)
        case Compare(left=left, right=right):
            return _reads(left, track) or _reads(right, track)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return any(_reads(part, track) for part in (condition, then, otherwise))
        case Comprehension(body=body):
            return body is not None and _reads(body, track)
    return False
