"""The codex: everything that can be looked up, what it is, what it does in this game, and what to read next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from ..definitions.tactics import CodexEntry
from ..definitions.tracks import Track
from ..engine.rules import Rules
from ..errors import UnknownName
from ..language import steps as kinds
from ..language.annals import when
from ..language.program import AgendaRule, CardRule, FormRule, Procedure
from ..language.steps import Step, Steps, walk
from ..language.words import phrase
from ..wording import marked, say, stopped, translated
from . import cards, effects, naming
from .trail import plain

KINDS = ("idea", "tactic", "agreement", "agenda", "card", "track")
"""What can be looked up."""
SORTS = {
    "idea": marked("idea"),
    "tactic": marked("tactic"),
    "agreement": marked("agreement"),
    "agenda": marked("agenda"),
    "card": marked("card"),
    "track": marked("number"),
}
"""What people call each kind."""
A_ROUND = {
    "table": marked("Once a round for all states together."),
    "self": marked("Once a round for each state."),
    "crisis": marked("Once a round for each crisis."),
    "direction": marked("Once a round from each state to each other."),
    "pair": marked("Once a round for each two states."),
}
A_GAME = {
    "table": marked("Once a game for all states together."),
    "self": marked("Once a game for each state."),
    "crisis": marked("Once a game for each crisis."),
    "direction": marked("Once a game from each state to each other."),
    "pair": marked("Once a game for each two states."),
}
NUMBERS = {
    "world": marked("A number of the world"),
    "state": marked("A number of each state"),
    "pair": marked("A number of each two states"),
    "crisis": marked("A number of each open crisis"),
    "crisis_state": marked("A number of each state in each open crisis"),
}
MARKS = {
    "world": marked("A mark of the world"),
    "state": marked("A mark of each state"),
    "pair": marked("A mark of each two states"),
    "crisis": marked("A mark of each open crisis"),
    "crisis_state": marked("A mark of each state in each open crisis"),
}
MOST = 6
"""So many tactics or cards are named one by one."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that can be looked up. ``scope`` is that of a track, otherwise empty."""

    kind: str
    name: str
    title: str
    scope: str = ""
    entry: CodexEntry | None = None

    @property
    def term(self) -> str:
        """What finds exactly this: ``tactic levy``, ``track state coins``."""
        return " ".join(word for word in (self.kind, self.scope, self.name) if word)

    @property
    def sort(self) -> str:
        """What people call its kind."""
        return translated(SORTS[self.kind])

    @property
    def words(self) -> frozenset[str]:
        """What finds it, maybe among others."""
        own = {self.term, f"{self.kind} {self.name}", self.name, self.title}
        return frozenset(plain(word) for word in own | ({self.entry.title} if self.entry is not None else set()))


class Fact(NamedTuple):
    """What the rules say of a topic: sentences, under a title where there are several ways to use it."""

    title: str
    sentences: tuple[str, ...]


class Note(NamedTuple):
    """What once happened: when, what, and where one can look it up."""

    when: str
    text: str
    source: str


class Codex:
    """All topics of a game, sorted by their titles."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.topics = tuple(sorted(found(rules), key=lambda topic: (topic.title.lower(), KINDS.index(topic.kind))))
        self.by_term = {topic.term: topic for topic in self.topics}

    def topic(self, term: str) -> Topic:
        """The topic of a word; raises ``UnknownName`` with a suggestion."""
        wanted = plain(term)
        fitting = [topic for topic in self.topics if wanted in topic.words]
        if not fitting:
            raise UnknownName("entry", term.strip(), {word for topic in self.topics for word in topic.words})
        return min(fitting, key=lambda topic: (plain(topic.term) != wanted, KINDS.index(topic.kind)))

    def nearest(self, term: str) -> Topic | None:
        """The topic with the most similar name, if there is any."""
        words = {word: topic for topic in self.topics for word in topic.words}
        near = get_close_matches(plain(term), sorted(words), n=1, cutoff=0.5)
        return words[near[0]] if near else None

    def like(self, typed: str) -> list[Topic]:
        """Those whose title or kind has all the typed words; those that begin with them come first."""
        wanted = plain(typed)
        words = wanted.split()
        fitting = [
            topic
            for topic in self.topics
            if all(any(word in each for each in (*topic.words, topic.sort)) for word in words)
        ]
        return sorted(fitting, key=lambda topic: not plain(topic.title).startswith(wanted))

    def text(self, topic: Topic) -> list[str]:
        """What it is, in paragraphs: the codex entry, or what its author says of it."""
        if topic.entry is not None:
            return [" ".join(topic.entry.text.split())]
        said = ABOUT[topic.kind](self.rules, topic)
        return [said] if said else []

    def facts(self, topic: Topic) -> list[Fact]:
        """What it does in this game, made from its rules."""
        return list(FACTS[topic.kind](self.rules, topic))

    def history(self, topic: Topic) -> list[Note]:
        """What once happened, the earliest first."""
        notes = topic.entry.history if topic.entry is not None else ()
        return [Note(when(note.date), " ".join(note.text.split()), note.source) for note in notes]

    def mistake(self, topic: Topic) -> str:
        """What is often said of it and is not so; empty if nothing is."""
        return " ".join((topic.entry.mistake or "").split()) if topic.entry is not None else ""

    def see(self, topic: Topic) -> list[Topic]:
        """What to read next: what the entry names, then what the rules connect it with."""
        named = [self.of_entry(name) for name in (topic.entry.see if topic.entry is not None else ())]
        close = [self.by_term.get(term) for term in related(self.rules, topic)]
        every = [each for each in (*named, *close) if each is not None and each != topic]
        return list(dict.fromkeys(every))

    def of_entry(self, name: str) -> Topic | None:
        """The topic that a codex entry is about."""
        entry = self.rules.library.codex.get(name)
        return next((topic for topic in self.topics if entry is not None and topic.entry is entry), None)


# All topics


def found(rules: Rules) -> Iterator[Topic]:
    """Every topic, each with the codex entry that explains it; entries on other games are left out."""
    entries = dict(rules.library.codex)
    for topic in things(rules):
        name = next((key for key, entry in entries.items() if (entry.of or key) == topic.name), None)
        if name is None or topic.kind == "track":
            yield topic
        else:
            yield Topic(topic.kind, topic.name, topic.title, entry=entries.pop(name))
    elsewhere = things_elsewhere(rules)
    for name, entry in entries.items():
        if (entry.of or name) not in elsewhere:
            yield Topic("idea", name, entry.title, entry=entry)


def things(rules: Rules) -> Iterator[Topic]:
    """Tactics, agreements, agendas, cards and tracks of this game."""
    folder = rules.program.symbols.folder
    yield from (Topic("tactic", name, folder.tactics[name].title) for name in tactics(rules))
    yield from (Topic("agreement", name, each.title) for name, each in folder.agreements.items())
    yield from (Topic("agenda", each.id, folder.agendas[each.id].title) for each in rules.program.agendas)
    yield from (Topic("card", card.id, card.title) for card in rules.program.cards)
    for scope, tracks in rules.program.symbols.tracks.items():
        for name, track in tracks.items():
            if track.show != "no":
                yield Topic("track", name, naming.sentence(naming.track(rules, scope, name)), scope)


def tactics(rules: Rules) -> list[str]:
    """The ids of the tactics in use."""
    return list(dict.fromkeys(form.tactic for form in rules.program.forms))


def things_elsewhere(rules: Rules) -> set[str]:
    """Ids of everything that any game of the library has."""
    folders = rules.library.rulesets.values()
    named: Iterable[Mapping[str, object]] = (
        each for folder in folders for each in (folder.tactics, folder.agreements, folder.agendas)
    )
    return {name for each in named for name in each} | set(rules.library.cards)


def track_of(rules: Rules, topic: Topic) -> Track:
    """The definition of a track."""
    return rules.program.symbols.tracks[topic.scope][topic.name]


def card_of(rules: Rules, topic: Topic) -> CardRule:
    """The rule of a card."""
    return next(card for card in rules.program.cards if card.id == topic.name)


def forms_of(rules: Rules, name: str) -> list[FormRule]:
    """The ways to use a tactic."""
    return [form for form in rules.program.forms if form.tactic == name]


# What it is


def _card_story(rules: Rules, topic: Topic) -> str:
    return cards.card_lines(rules, card_of(rules, topic))[0].removeprefix(stopped(topic.title)).strip()


def _track_about(rules: Rules, topic: Topic) -> str:
    about = track_of(rules, topic).about
    return f"{naming.sentence(about)}." if about else ""


ABOUT = {
    "idea": lambda rules, topic: "",
    "tactic": lambda rules, topic: rules.program.symbols.folder.tactics[topic.name].about or "",
    "agreement": lambda rules, topic: rules.program.symbols.folder.agreements[topic.name].about or "",
    "agenda": lambda rules, topic: rules.program.symbols.folder.agendas[topic.name].text,
    "card": _card_story,
    "track": _track_about,
}


# What it does in this game


def _tactic_facts(rules: Rules, topic: Topic) -> Iterator[Fact]:
    forms = forms_of(rules, topic.name)
    about = rules.program.symbols.folder.tactics[topic.name].about
    if topic.entry is not None and about:
        yield Fact("", (about,))
    for form in forms:
        said = [line for line in cards.tactic_lines(rules, form)[1:] if line != about]
        costs = cards.price(rules, form.cost).strip(" ()")
        first = [say("Costs {price}.", price=costs)] if costs else []
        title = naming.form_title(rules, form) if len(forms) > 1 else ""
        yield Fact(title, (*first, *said, *limits(form)))


def limits(form: FormRule) -> Iterator[str]:
    """How often it can be used."""
    for limit in form.limits:
        yield translated((A_ROUND if limit.period == "round" else A_GAME)[limit.key])


def _agreement_facts(rules: Rules, topic: Topic) -> Iterator[Fact]:
    agreement = rules.program.symbols.folder.agreements[topic.name]
    said = [agreement.about] if topic.entry is not None and agreement.about else []
    if agreement.parties == 2:
        said.append(say("Between two states; each pair has its own."))
    elif agreement.at_least:
        ends = marked("One agreement of many, which states join and leave; it ends when fewer than {count} are left.")
        said.append(translated(ends, count=agreement.at_least))
    else:
        said.append(say("One agreement of many, which states join and leave."))
    yield Fact("", (*said, *duty(rules, topic.name)))
    yield from moved_by(rules, lambda step: isinstance(step, kinds.PartyStep) and step.agreement == topic.name, SIGNED)


def duty(rules: Rules, name: str) -> Iterator[str]:
    """What follows from not doing what an agreement asks for."""
    check = check_of(rules, name)
    if check is None:
        return
    names = {"self": say("the party"), "partner": say("the partner"), "crisis": say("the crisis")}
    voice = effects.voice_of(rules, names)
    breach = effects.text(voice, check.otherwise)
    if breach != translated(effects.NOTHING):
        yield say("Who fails in the duty: {breach}.", breach=breach)


def check_of(rules: Rules, name: str) -> kinds.IfStep | None:
    """The step that looks whether a duty was done."""
    for moment in (rules.program.leaves, rules.program.round_ends):
        for step in walk(moment.steps):
            site = rules.program.sites[step.site]
            if isinstance(step, kinds.IfStep) and site.kind[0] == "agreement" and site.kind[-1] == name:
                return step
    return None


def _agenda_facts(rules: Rules, topic: Topic) -> Iterator[Fact]:
    agenda = next(each for each in rules.program.agendas if each.id == topic.name)
    text = rules.program.symbols.folder.agendas[topic.name].text
    yield Fact("", (*([text] if topic.entry is not None else []), *marks(rules, agenda)))


def marks(rules: Rules, agenda: AgendaRule) -> Iterator[str]:
    """What must be reached, and what it is worth."""
    speech = naming.speech(rules, self="the owner")
    full, part = (phrase(question.node, {}, speech) for question in (agenda.full, agenda.part))
    yield say("What counts: {number}.", number=phrase(agenda.number.node, {}, speech))
    if rules.program.agenda_worth is None:
        yield say(
            "Reached in full with {full} or less, in part with {part}."
            if agenda.lower
            else "Reached in full with {full} or more, in part with {part}.",
            full=full,
            part=part,
        )
        return
    best, least = (phrase(question.node, {}, speech) for question in rules.program.agenda_worth)
    yield say(
        "{full} or less: {best} points at the end; {part} or less: {least} points."
        if agenda.lower
        else "{full} or more: {best} points at the end; {part} or more: {least} points.",
        full=full,
        part=part,
        best=best,
        least=least,
    )


def _card_facts(rules: Rules, topic: Topic) -> Iterator[Fact]:
    card = card_of(rules, topic)
    said = cards.card_lines(rules, card)[1:]
    if topic.entry is not None:
        said = [_card_story(rules, topic), *said]
    if card.copies > 1:
        said.append(say("There are {count} of it in the deck.", count=card.copies))
    if (source := rules.library.cards[card.id].card.source) is not None:
        said.append(say("Source: {source}.", source=source))
    yield Fact("", tuple(said))


def _track_facts(rules: Rules, topic: Topic) -> Iterator[Fact]:
    track = track_of(rules, topic)
    yield Fact("", tuple(_track_sentences(rules, topic, track)))
    yield from moved_by(
        rules,
        lambda step: (topic.scope, topic.name) in changed(step),
        CHANGED,
        topic if topic.scope == "state" else None,
    )


def _track_sentences(rules: Rules, topic: Topic, track: Track) -> Iterator[str]:
    said = translated((MARKS if track.show == "mark" else NUMBERS)[topic.scope])
    yield say("{number}, one for each direction.", number=said) if track.directed else f"{said}."
    if track.show == "number":
        start = rules.program.starts.get((topic.scope, topic.name))
        if track.max < naming.COUNTED_ON:
            yield say("From {low} to {high}.", low=naming.number(track.min), high=naming.number(track.max))
        if start is not None and track.deal is None:
            yield say("It begins with {number}.", number=naming.number(start))
        if track.better == "lower":
            yield say("Lower is better.")
    if track.deal is not None:
        yield say("Dealt out at the start.")
    if track.reset is not None:
        yield say("It goes back to its start with every round.")
    if track.secret is not None:
        yield say("Only its owner sees it.")


class Means(NamedTuple):
    """How it is said that tactics and cards have an effect: by a few of them, and by how many."""

    tactics: str
    many_tactics: str
    cards: str
    many_cards: str


CHANGED = Means(
    marked("Changed by tactics: {names}."),
    marked("Changed by {count} tactics."),
    marked("Changed by cards: {names}."),
    marked("Changed by {count} cards."),
)
SIGNED = Means(
    marked("Signed or ended by tactics: {names}."),
    marked("Signed or ended by {count} tactics."),
    marked("Signed or ended by cards: {names}."),
    marked("Signed or ended by {count} cards."),
)


def moved_by(rules: Rules, moves: object, means: Means, priced: Topic | None = None) -> Iterator[Fact]:
    """The tactics and cards that have a certain effect."""
    assert callable(moves)
    own = [
        rules.program.symbols.folder.tactics[name].title
        for name in tactics(rules)
        if any(moves(step) for form in forms_of(rules, name) for step in walk(form.perform.steps))
        or (priced is not None and any(priced.name in form.cost for form in forms_of(rules, name)))
    ]
    drawn = [card.title for card in rules.program.cards if any(moves(step) for step in steps_of(card))]
    said = [
        translated(few if len(found) <= MOST else many, names=", ".join(found), count=len(found))
        for few, many, found in ((means.tactics, means.many_tactics, own), (means.cards, means.many_cards, drawn))
        if found
    ]
    if said:
        yield Fact("", tuple(said))


def steps_of(card: CardRule) -> Steps:
    """Everything that a card does."""
    parts: list[Procedure | None] = [card.effects, card.opens, card.met, card.failed]
    parts += [choice.perform for choice in card.choices]
    return tuple(step for part in parts if part is not None for step in walk(part.steps))


def changed(step: Step) -> list[tuple[str, str]]:
    """The tracks that a step changes."""
    match step:
        case kinds.ChangeStep(place=place):
            return [(place.scope, place.name)]
        case kinds.TransferStep(source=source, target=target):
            return [(source.scope, source.name), (target.scope, target.name)]
    return []


FACTS = {
    "idea": lambda rules, topic: iter(()),
    "tactic": _tactic_facts,
    "agreement": _agreement_facts,
    "agenda": _agenda_facts,
    "card": _card_facts,
    "track": _track_facts,
}


# What to read next


def related(rules: Rules, topic: Topic) -> list[str]:
    """The terms of what the rules connect a topic with."""
    match topic.kind:
        case "tactic":
            return touched(rules, [step for form in forms_of(rules, topic.name) for step in walk(form.perform.steps)])
        case "card":
            return touched(rules, steps_of(card_of(rules, topic)))
        case "agreement":
            return [f"tactic {name}" for name in tactics(rules) if signs(rules, name, topic.name)]
        case "track":
            key = topic.scope, topic.name
            own = [name for name in tactics(rules) if any(key in changed(step) for step in tactic_steps(rules, name))]
            return [f"tactic {name}" for name in own][:MOST]
    return []


def tactic_steps(rules: Rules, name: str) -> Steps:
    """Everything that a tactic does."""
    return tuple(step for form in forms_of(rules, name) for step in walk(form.perform.steps))


def signs(rules: Rules, tactic: str, agreement: str) -> bool:
    """Whether a tactic signs or ends an agreement."""
    return any(isinstance(s, kinds.PartyStep) and s.agreement == agreement for s in tactic_steps(rules, tactic))


def touched(rules: Rules, steps: Iterable[Step]) -> list[str]:
    """The agreements and tracks that some effects change."""
    every = list(steps)
    signed = [f"agreement {step.agreement}" for step in every if isinstance(step, kinds.PartyStep)]
    moved = [
        f"track {scope} {name}"
        for step in every
        for scope, name in changed(step)
        if naming.is_shown(rules, scope, name) and not naming.is_count(rules, scope, name)
    ]
    return list(dict.fromkeys([*signed, *moved]))[:MOST]
