"""The codex as a book: every entry, what it does in the scenarios that have it, what happened, what to read next."""

from collections.abc import Iterator

from ...definitions import CodexEntry, Library
from ...describe.topics import Codex, Topic
from ...engine import compile_rules
from ...errors import UnknownName
from ...wording import say
from .book import Chapter, Entry, Manual, Part, anchor

ABOUT = "What the game is about, from its tactics to the theory behind them, each with what happened and a source."


def lexicon(library: Library, first: str) -> Manual:
    """The codex of all scenarios; a thing is explained as it is in the ``first`` scenario, if that has it."""
    order = sorted(library.scenarios, key=lambda name: (name != first, name))
    codices = [Codex(compile_rules(library, name)) for name in order]
    entries = [entry(name, each, codices) for name, each in library.codex.items()]
    letters = sorted({each.title[:1].upper() for each in entries})
    chapters = tuple(chapter(letter, entries) for letter in letters)
    return Manual("Codex", "The codex", ABOUT, "the codex and the scenarios that are installed", chapters)


def chapter(letter: str, entries: list[Entry]) -> Chapter:
    """All entries that begin with a letter."""
    found = sorted((each for each in entries if each.title[:1].upper() == letter), key=lambda each: each.title.lower())
    return Chapter(f"letter-{letter.lower()}", letter, "", tuple(found))


def entry(name: str, written: CodexEntry, codices: list[Codex]) -> Entry:
    """One entry."""
    codex, topic = known(name, written, codices)
    return Entry(
        anchor("entry", name),
        written.title,
        name,
        tuple(codex.text(topic)),
        tuple(parts(codex, topic)),
        see=tuple((anchor("entry", other), codex.rules.library.codex[other].title) for other in written.see),
    )


def known(name: str, written: CodexEntry, codices: list[Codex]) -> tuple[Codex, Topic]:
    """The first scenario that has what an entry explains; an idea belongs to all of them."""
    for codex in codices:
        if (found := codex.of_entry(name)) is not None:
            return codex, found
    raise UnknownName("entry", written.of or name, codices[0].rules.library.codex)


def parts(codex: Codex, topic: Topic) -> Iterator[Part]:
    """What it does in the game, what happened, and what is often said of it."""
    for number, fact in enumerate(codex.facts(topic)):
        title = ": ".join(part for part in (say("In this game") if not number else "", fact.title) if part)
        yield Part(title, fact.sentences)
    if notes := codex.history(topic):
        yield Part(say("In history"), tuple(f"{note.when}: {note.text} ({note.source})" for note in notes))
    if mistake := codex.mistake(topic):
        yield Part(say("Common mistake"), (mistake,))
