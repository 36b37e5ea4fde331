"""The codex on the command line: one entry with all that the game knows of it, or the list of all."""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from ..definitions import CodexEntry, Library
from ..describe.lookup import phases_told
from ..describe.topics import KINDS, Codex, Topic
from ..describe.trail import plain
from ..engine import compile_rules
from ..errors import UnknownName
from ..wording import say
from .counting import checked_place, put
from .packing import library_with

FIRST = "concert"
"""Where a word is looked up first."""
WIDTH = 78


def look_up(term: str, packs: list[Path]) -> int:
    """An entry of the codex, or the list of all."""
    library = library_with(packs)
    if not term:
        for name, entry in sorted(library.codex.items()):
            sys.stdout.write(f"{name}  {entry.title}\n")
        return 0
    if said := phases(library, term):
        sys.stdout.writelines(f"{line}\n" for line in said)
        return 0
    codex, topic = found(library, term)
    sys.stdout.writelines(f"{line}\n" for line in page(codex, topic))
    return 0


def phases(library: Library, term: str) -> list[str]:
    """A part of a round, where a word means nothing else; empty if it is none."""
    order = sorted(library.scenarios, key=lambda name: (name != FIRST, name))
    if plain(term) in {word for name in order for word in things(library, name)}:
        return []
    if any(plain(term) in words(name, entry) for name, entry in library.codex.items()):
        return []
    return [
        line for word, said in phases_told(compile_rules(library, order[0])) if word == plain(term) for line in said
    ]


def write_all(file: Path, packs: list[Path]) -> int:
    """All entries, as a page to read."""
    from ..authoring.manual.lexicon import lexicon
    from ..authoring.manual.page import page as as_page

    library = library_with(packs)
    checked_place(file)
    book = lexicon(library, FIRST)
    put(file, as_page(book))
    count = sum(len(chapter.entries) for chapter in book.chapters)
    sys.stdout.write(say("The codex, {count} entries: {file}", count=count, file=file) + "\n")
    return 0


def found(library: Library, term: str) -> tuple[Codex, Topic]:
    """What a word means, in the first scenario that has such a thing. Raises ``UnknownName``, with a suggestion."""
    wanted = plain(term)
    kind, _, rest = wanted.partition(" ")
    meant = {wanted, rest} if rest and kind in KINDS else {wanted}
    meant |= {plain(entry.of) for name, entry in library.codex.items() if entry.of and wanted in words(name, entry)}
    order = sorted(library.scenarios, key=lambda name: (name != FIRST, name))
    scenario = next((name for name in order if meant & things(library, name)), order[0])
    codex = Codex(compile_rules(library, scenario))
    try:
        return codex, codex.topic(term)
    except UnknownName as error:
        every = {word for name in order for word in things(library, name)}
        every |= {word for name, entry in library.codex.items() for word in words(name, entry)}
        raise UnknownName("entry", term.strip(), every) from error


def words(name: str, entry: CodexEntry) -> set[str]:
    """What finds an entry."""
    return {plain(word) for word in (name, entry.title, entry.of or name)}


def things(library: Library, scenario: str) -> set[str]:
    """The names of all that a scenario has: tactics, agreements, agendas, cards and tracks."""
    folder = library.rules_of(scenario)
    titled = {name: tactic.title for name, tactic in folder.tactics.items()}
    titled |= {name: agreement.title for name, agreement in folder.agreements.items()}
    titled |= {name: agenda.title for name, agenda in folder.agendas.items()}
    titled |= {name: held.card.title for name, held in library.cards_of(scenario)}
    for scope in (folder.ruleset.tracks.world, folder.ruleset.tracks.state, folder.ruleset.tracks.pair):
        titled |= {name: track.title or name for name, track in scope.items()}
    return {plain(word) for pair in titled.items() for word in pair}


def page(codex: Codex, topic: Topic) -> Iterator[str]:
    """An entry as text: what it is, what it does in the game, what happened, what to read next."""
    yield f"{topic.title} ({topic.name})"
    for paragraph in codex.text(topic):
        yield from wrapped(paragraph)
    facts = codex.facts(topic)
    if facts:
        yield from ("", say("In this game"))
    for fact in facts:
        yield from [fact.title] if fact.title else []
        for sentence in fact.sentences:
            yield from item(sentence)
    notes, mistake = codex.history(topic), codex.mistake(topic)
    if notes:
        yield from ("", say("In history"))
    for note in notes:
        yield from item(f"{note.when}: {note.text} ({note.source})")
    if mistake:
        yield from ("", say("Common mistake"), *item(mistake))
    close = codex.see(topic)
    if close:
        names = ", ".join(each.name for each in close)
        yield from ("", *wrapped(say("See also: {entries}", entries=names)))


def item(sentence: str) -> list[str]:
    """A sentence in a list."""
    return wrapped(sentence, "- ", "  ")


def wrapped(text: str, first: str = "", others: str = "") -> list[str]:
    """Lines of a paragraph; words with hyphens stay whole."""
    return textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
