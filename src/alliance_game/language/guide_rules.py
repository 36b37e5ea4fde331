"""What a scenario tells a newcomer: every moment, track and expression in it must be there, and be the reader's own."""

from collections.abc import Iterable, Iterator, Set

from ..definitions import Scenario
from ..definitions.library import Path
from ..definitions.scenario import MOMENTS, GuideNote
from .board_rules import not_public
from .program import NoteRule, PhaseRule
from .reading import SELF, Reading
from .resolver import Scope
from .symbols import SCOPES, Symbols
from .templates import Names, Template
from .tree import cells_in

_SCOPE: Scope = {"self": SELF}


def guide_rules(
    reading: Reading, kind: tuple[str, ...], scenario: Scenario | None, phases: Iterable[PhaseRule]
) -> tuple[NoteRule, ...]:
    """The notes of a scenario's guide, in order."""
    if scenario is None or scenario.guide is None:
        return ()
    listed = tuple(phases)
    moments = {*MOMENTS, *(phase.id for phase in listed if phase.ask is not None)}
    hidden = not_public(reading, listed)
    notes = enumerate(scenario.guide.notes)
    return tuple(note_rule(reading, kind, index, note, moments, hidden) for index, note in notes)


def note_rule(
    reading: Reading,
    kind: tuple[str, ...],
    index: int,
    note: GuideNote,
    moments: Set[str],
    hidden: Set[tuple[str, str]],
) -> NoteRule:
    """One note."""
    path: Path = ("guide", "notes", index)
    reader = reading.reader(kind, None, _SCOPE)
    what = f"a moment ({', '.join(MOMENTS)}) or an asking phase"
    reader.known(note.at, moments, (*path, "at"), "unknown-moment", what)
    condition = reading.maybe(f"note_{index}", kind, (*path, "if"), note.only_if, _SCOPE)
    text = reader.text(note.text, (*path, "text"), _SCOPE) or Template(("",), ())
    for part, read in (("if", condition.node if condition else ()), ("text", nodes(text))):
        for cell in cells_in(read):
            if (cell.scope, cell.name) in hidden and cell.of[-1:] != (SELF,):
                said = f"'{cell.name}' may be hidden from the reader: only what is the reader's own may be read here"
                reader.fail((*path, part), "reads-secret", said)
    words = tuple(found for place, name in enumerate(note.about) if (found := word(reading, kind, path, place, name)))
    for found in words:
        if found.lower() not in f"{note.title} {note.text}".lower():
            reader.fail((*path, "text"), "not-said", f"the note is about '{found}', and does not say so")
    return NoteRule(note.at, note.round, condition, note.title, text, words)


def word(reading: Reading, kind: tuple[str, ...], path: Path, place: int, name: str) -> str:
    """What people call a track or an agreement; '' (reported) if there is none of this name."""
    known = dict(titles(reading.symbols))
    reader = reading.reader(kind, None, _SCOPE)
    reader.known(name, known, (*path, "about", place), "unknown-track", "a track or an agreement")
    return known.get(name, "")


def titles(symbols: Symbols) -> Iterator[tuple[str, str]]:
    """Names and titles of all tracks and agreements."""
    for scope in SCOPES:
        for name, track in symbols.tracks[scope].items():
            yield name, track.title or name.replace("_", " ")
    for name, agreement in symbols.folder.agreements.items():
        yield name, agreement.title


def nodes(text: Template) -> tuple[object, ...]:
    """The expressions in a text."""
    return tuple(value.states if isinstance(value, Names) else value for value in text.values)
