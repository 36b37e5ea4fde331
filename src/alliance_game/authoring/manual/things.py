"""Chapters about what players meet: tracks, tactics, agreements, agendas, cards."""

from collections.abc import Iterator

from ...describe import effects, naming
from ...describe.topics import Codex, Fact, Topic, check_of, forms_of, tactics
from ...engine.rules import Rules
from ...language.program import CardRule, FormRule, Parameter
from ...language.steps import ForEachStep, IfStep, walk
from ...language.symbols import SCOPES
from ...language.tree import Logic, Node
from ..sheets.face import Answer, Face, face_of
from .book import Chapter, Entry, Part, anchor
from .ground import Ground

WRITTEN = {
    "world": "world.{name}",
    "state": "self.{name}",
    "pair": "self.{name}(partner)",
    "crisis": "crisis.{name}",
    "crisis_state": "crisis.{name}(self)",
}
PARTIES = {"self": "the party", "partner": "the partner", "crisis": "the crisis"}


def things(ground: Ground) -> Iterator[Chapter]:
    """All of them, so far as the ruleset has such a thing."""
    codex = Codex(ground.rules)
    yield chapter("tracks", "Tracks", "The numbers that the game keeps.", track_entries(codex))
    yield chapter("values", "Values", "Numbers that are worked out from tracks each time they are read.", values(codex))
    yield chapter("tactics", "Tactics", "What a state can do with an action.", tactic_entries(codex))
    yield chapter("agreements", "Agreements", "What states can sign.", agreement_entries(codex))
    yield chapter("agendas", "Agendas", "What a state wants in secret.", agenda_entries(codex))
    yield chapter("cards", "Cards", "What can happen.", (card_entry(*each) for each in ground.cards()))


def chapter(name: str, title: str, about: str, entries: Iterator[Entry]) -> Chapter:
    return Chapter(name, title, about, tuple(entries))


def parts_of(facts: list[Fact]) -> tuple[Part, ...]:
    """Facts of the codex as parts of an entry."""
    return tuple(Part(fact.title, fact.sentences) for fact in facts if fact.sentences)


# Tracks and values


def track_entries(codex: Codex) -> Iterator[Entry]:
    """Every track, those that nobody sees included."""
    rules = codex.rules
    for scope in SCOPES:
        for name, track in rules.program.symbols.tracks[scope].items():
            topic = Topic("track", name, naming.sentence(naming.track(rules, scope, name)), scope)
            hidden = ["Nobody sees it: it is kept for other rules."] if track.show == "no" else []
            yield Entry(
                anchor("track", scope, name),
                topic.title,
                WRITTEN[scope].format(name=name),
                (*codex.text(topic), *hidden),
                parts_of(codex.facts(topic)),
            )


def values(codex: Codex) -> Iterator[Entry]:
    """Every named value, as it is written."""
    for scope in SCOPES:
        for name, text in codex.rules.program.symbols.values[scope].items():
            written = WRITTEN[scope].format(name=name)
            yield Entry(anchor("value", scope, name), name.replace("_", " "), written, (), (Part(code=text),))


# Tactics


def tactic_entries(codex: Codex) -> Iterator[Entry]:
    """Every tactic with its forms."""
    folder = codex.rules.program.symbols.folder
    for name in tactics(codex.rules):
        definition = folder.tactics[name]
        topic = codex.by_term[f"tactic {name}"]
        group = folder.ruleset.groups.get(definition.group or "")
        forms, facts = forms_of(codex.rules, name), codex.facts(topic)
        # Facts about the tactic as a whole come before those of its forms.
        whole, single = facts[: -len(forms)], facts[-len(forms) :]
        parts = [form_part(form, fact) for form, fact in zip(forms, single, strict=True)]
        where = [f"Menu: {group.title}."] if group is not None else []
        yield Entry(
            anchor("tactic", name), definition.title, name, (*codex.text(topic), *where), (*parts_of(whole), *parts)
        )


def form_part(form: FormRule, fact: Fact) -> Part:
    """One way to use a tactic: what is chosen, then what the codex says."""
    chosen = [f"Choose {naming.listed(parameter(each) for each in form.parameters)}."] if form.parameters else []
    return Part(fact.title, (*chosen, *fact.sentences))


def parameter(each: Parameter) -> str:
    """``a state (partner)``, ``a number from 0 to 5 (coins)``."""
    what = {"other": "another state", "crisis": "an open crisis"}.get(each.kind, f"a number from 0 to {each.most}")
    return f"{what} ({each.name})"


# Agreements


def agreement_entries(codex: Codex) -> Iterator[Entry]:
    """Every agreement with its duty."""
    for name, agreement in codex.rules.program.symbols.folder.agreements.items():
        topic = codex.by_term[f"agreement {name}"]
        shape = f"self.{name}(partner)" if agreement.parties == 2 else f"self.{name}"
        duty = tuple(duty_lines(codex.rules, name))
        parts = [Part("The duty", duty)] if duty else []
        yield Entry(
            anchor("agreement", name),
            agreement.title,
            shape,
            tuple(codex.text(topic)),
            (*parts_of(codex.facts(topic)), *parts),
        )


def duty_lines(rules: Rules, name: str) -> Iterator[str]:
    """What an agreement asks for, when, and what follows from doing it."""
    check = check_of(rules, name)
    if check is None:
        return
    duty = rules.program.symbols.folder.agreements[name].obligation
    assert duty is not None
    voice = effects.voice_of(rules, PARTIES)
    yield "Looked at when a crisis leaves the table." if duty.at == "crisis_leaves" else "Looked at when a round ends."
    if duty.when is not None:
        yield f"Only if {voice.say(case_of(rules, check))}."
    yield f"Done if {voice.say(check.condition)}."
    kept = effects.text(voice, check.then)
    if kept != effects.NOTHING:
        yield f"Who does it: {kept}."


def case_of(rules: Rules, check: IfStep) -> Node:
    """In which case a duty is looked at: what stands behind the parties in the condition of its loop."""
    for moment in (rules.program.leaves, rules.program.round_ends):
        for step in walk(moment.steps):
            if isinstance(step, ForEachStep) and check in step.do and isinstance(step.where, Logic):
                return step.where.parts[-1]
    raise AssertionError(check)


# Agendas and cards


def agenda_entries(codex: Codex) -> Iterator[Entry]:
    """Every agenda with its marks."""
    for agenda in codex.rules.program.agendas:
        topic = codex.by_term[f"agenda {agenda.id}"]
        yield Entry(
            anchor("agenda", agenda.id),
            topic.title,
            agenda.id,
            tuple(codex.text(topic)),
            parts_of(codex.facts(topic)),
        )


def card_entry(rules: Rules, card: CardRule) -> Entry:
    """One card: its story, what it does, what can be chosen."""
    face = face_of(rules, card)
    parts = [Part("", tuple(card_lines(face)))]
    parts += [Part(answer.text, tuple(answer_lines(answer))) for answer in face.answers]
    return Entry(anchor("card", card.id), face.title, card.id, (face.story,) if face.story else (), tuple(parts))


def card_lines(face: Face) -> Iterator[str]:
    """What a card is and does."""
    tags = f": {', '.join(face.tags)}" if face.tags else ""
    yield f"{face.kind}{tags}."
    yield from face.lines
    if face.condition:
        yield f"It can come only while {face.condition}."
    if face.copies > 1:
        yield f"There are {face.copies} of it in the deck."


def answer_lines(answer: Answer) -> Iterator[str]:
    """What a choice costs, asks for and does."""
    if answer.price:
        yield f"Costs {answer.price}."
    if answer.condition:
        yield f"Possible if {answer.condition}."
    yield f"Effect: {answer.effect}."
    if answer.fallback:
        yield "Always possible, and taken if time runs out."
