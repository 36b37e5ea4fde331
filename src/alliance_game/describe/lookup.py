"""Looking a word up: codex entries, tactics, cards, agreements, tracks, agendas."""

from collections.abc import Iterator

from ..definitions import CodexEntry
from ..engine.rules import Rules
from ..errors import UnknownName
from ..language.annals import when
from ..language.program import PhaseRule
from ..wording import OWN, say, spoken, stopped
from . import cards, naming
from .trail import plain


def explained(rules: Rules, term: str) -> list[str]:
    """All that the game knows about a word. Raises ``UnknownName`` with a suggestion."""
    wanted = plain(term)
    found = [line for name, lines in known(rules) if plain(name) == wanted for line in lines]
    if not found:
        raise UnknownName("entry", term.strip(), {plain(name) for name, _ in known(rules)})
    return list(dict.fromkeys(found))


def known(rules: Rules) -> Iterator[tuple[str, list[str]]]:
    """Every word that can be looked up, with what it means; one thing may be found under several words."""
    yield from _codex(rules)
    yield from _tactics(rules)
    for card in rules.program.cards:
        for word in {plain(card.id), plain(card.title)}:
            yield word, cards.card_lines(rules, card)
    folder = rules.program.symbols.folder
    for name, agreement in folder.agreements.items():
        for word in {plain(name), plain(agreement.title)}:
            yield word, [f"{stopped(agreement.title)} {agreement.about or ''}".strip()]
    for name, agenda in folder.agendas.items():
        for word in {plain(name), plain(agenda.title)}:
            yield word, [f"{stopped(agenda.title)} {agenda.text}"]
    yield from _tracks(rules)
    yield from phases_told(rules)


def phases_told(rules: Rules) -> Iterator[tuple[str, list[str]]]:
    """Parts of a round, by their names and by what one does in them: ``pledge``."""
    for phase in rules.program.phases:
        title = naming.phase(rules, phase.id)
        verb = {plain(phase.ask.verb)} if phase.ask is not None else set()
        for word in {plain(phase.id), plain(title)} | verb:
            yield word, [phase_line(rules, phase)]


def phase_line(rules: Rules, phase: PhaseRule) -> str:
    """``Pledge, a part of each round. How many coins will you promise, aloud? Rule 7.1.``"""
    said = [say("{phase}, a part of each round.", phase=naming.phase(rules, phase.id))]
    if phase.ask is not None:
        said += [phase.ask.prompt] if phase.ask.prompt else []
        said += [say("Nobody sees it before all have answered.") if phase.ask.sealed else say("All hear it.")]
    said += [f"{naming.sentence(naming.rules_cited([phase.rule]).strip('()'))}."] if phase.rule else []
    return " ".join(said)


def _codex(rules: Rules) -> Iterator[tuple[str, list[str]]]:
    for name, entry in rules.library.codex.items():
        words = ", ".join(looked_up(rules, each) for each in entry.see)
        see = f" {say('See: {words}.', words=words)}" if words else ""
        for word in {plain(name), plain(entry.title)}:
            yield word, [f"{stopped(entry.title)} {' '.join(entry.text.split())}{see}", *_past(entry)]


def _past(entry: CodexEntry) -> list[str]:
    found = [f"{when(note.date)}: {' '.join(note.text.split())} ({note.source})" for note in entry.history]
    mistake = [say("Common mistake: {text}", text=" ".join(entry.mistake.split()))] if entry.mistake else []
    return [*found, *mistake]


def looked_up(rules: Rules, name: str) -> str:
    """What to look up for a codex entry: its id, which is English, or else its title."""
    return name.replace("_", " ") if spoken().language == OWN else rules.library.codex[name].title


def _tactics(rules: Rules) -> Iterator[tuple[str, list[str]]]:
    folder = rules.program.symbols.folder
    for form in rules.program.forms:
        titles = {form.tactic, folder.tactics[form.tactic].title, naming.form_title(rules, form)}
        for word in {plain(title) for title in titles}:
            yield word, cards.tactic_lines(rules, form)


def _tracks(rules: Rules) -> Iterator[tuple[str, list[str]]]:
    for scope, tracks in rules.program.symbols.tracks.items():
        for name, track in tracks.items():
            title = naming.track(rules, scope, name)
            low, high = naming.number(track.min), naming.number(track.max)
            limits = f" {say('From {low} to {high}.', low=low, high=high)}" if track.show == "number" else ""
            for word in {plain(name), plain(title)}:
                yield word, [f"{naming.sentence(title)}{': ' + track.about if track.about else ''}.{limits}"]
