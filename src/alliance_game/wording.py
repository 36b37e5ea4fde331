"""The program's own sentences, in the language that is spoken.

Every sentence is written in English where it is used, and looked up by that English in the catalogue of the language:

    say("{state} ends its turn.", state=name)

A sentence that is kept before the language is known, in a constant or a class, is only ``marked`` there and
``translated`` where it is shown. A catalogue lacks what nobody has translated yet: then the English is said.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple, Self

OWN = "en"
"""The language in which everything is written."""


class Rendering(NamedTuple):
    """A text of a card, a rule or a scenario in another language, and the mark of the English that it renders."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A language: its code, what its speakers call it, and its sentences by the English ones."""

    language: str = OWN
    title: str = "English"
    sentences: Mapping[str, str] = field(default_factory=dict)
    renderings: Mapping[str, Rendering] = field(default_factory=dict)
    """Texts of content by the way to each, such as ``card.drought.title``."""
    singulars: Mapping[str, str] = field(default_factory=dict)
    """The word for one, of words for many that do not simply lose an ``s``."""
    alone: Self | None = None
    """The language without the texts of packs, where it has those too."""


ENGLISH = Catalogue()
_spoken = ENGLISH


class _Aside(threading.local):
    """What this thread alone speaks for a moment, if not what all others do."""

    language: Catalogue | None = None


_aside = _Aside()


def speak(catalogue: Catalogue) -> None:
    """From now on everything is said in this language. What was said before stays as it is."""
    global _spoken  # noqa: PLW0603 - one program speaks one language at a time, to everybody
    _spoken = catalogue


def spoken() -> Catalogue:
    """The language that is spoken."""
    return _aside.language or _spoken


@contextmanager
def speaking(catalogue: Catalogue) -> Iterator[None]:
    """Speak a language for a while, in all threads."""
    before = _spoken
    speak(catalogue)
    try:
        yield
    finally:
        speak(before)


@contextmanager
def aside(catalogue: Catalogue) -> Iterator[None]:
    """Speak a language for a while in this thread alone: files are read beside a screen that goes on speaking."""
    before = _aside.language
    _aside.language = catalogue
    try:
        yield
    finally:
        _aside.language = before


def say(sentence: str, /, **values: object) -> str:
    """A sentence in the language that is spoken, its ``{names}`` replaced by the values.

    The sentence has to stand in the source as it is, since it is collected from there for translators; of two forms
    for one and for many the whole sentences: ``say("{count} vote" if count == 1 else "{count} votes", count=count)``.
    """
    found = spoken().sentences.get(sentence, sentence)
    return stopped_once(found.format_map(values)) if values else found


def stopped_once(text: str) -> str:
    """A sentence that ends with a title such as "Does it apply?" needs no full stop behind that."""
    return text.replace("?.", "?") if "?." in text else text


def marked(sentence: str) -> str:
    """The sentence itself: it is said later, with ``translated``."""
    return sentence


def translated(sentence: str, /, **values: object) -> str:
    """A ``marked`` sentence in the language that is spoken; one of several lines is looked up as if it were one."""
    known = " ".join(sentence.split()) if "\n" in sentence else sentence
    found = spoken().sentences.get(known, sentence)
    return stopped_once(found.format_map(values)) if values else found


def single(word: str) -> str:
    """The word for one of what a word for many names: ``coin`` for ``coins``."""
    if (found := spoken().singulars.get(word)) is not None:
        return found
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def stopped(title: str) -> str:
    """A title as a sentence: with a full stop, unless it asks or already has one."""
    return title if title.endswith((".", "?", "…")) else f"{title}."


def small(title: str) -> str:
    """A title inside a sentence: ``bilateral pact``; names and abbreviations keep their capitals: ``NGOs``."""
    return title if title[1:] != title[1:].lower() else title.lower()
