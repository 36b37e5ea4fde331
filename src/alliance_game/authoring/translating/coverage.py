"""How far a language has come: texts and sentences that are missing or out of date."""

from dataclasses import dataclass
from pathlib import Path

from ...content import Problems
from ...content.languages import phrases_in, texts_in, translatable
from ...definitions import Library
from .collecting import sentences


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language has come: names of texts, and sentences of the program."""

    texts: int
    missing: tuple[str, ...]
    """Texts of content that are not translated, but for those that are left."""
    left: int
    """Texts that stay in English, as the file says."""
    stale: tuple[str, ...]
    """Texts whose English was changed since."""
    sentences: int = 0
    unsaid: tuple[str, ...] = ()
    """Sentences of the program that are not translated."""
    unused: tuple[str, ...] = ()
    """Translated sentences that the program does not have any more."""


def coverage(library: Library, language: str, pack: Path, name: str) -> Coverage:
    """How far a language has come in a pack, called ``name`` in the library; the base content is ``""``."""
    found = texts_in(pack, language, Problems())
    known = found[1].texts if found is not None else {}
    whole = [*translatable(library, name)]
    every = [each for each in whole if found is None or each.name in known or not found[1].leaves_out(each.file)]
    left = len(whole) - len(every)
    missing = tuple(each.name for each in every if each.name not in known or not known[each.name].text)
    lacking = frozenset(missing)
    stale = tuple(each.name for each in every if each.name not in lacking and known[each.name].mark != each.mark)
    if name:
        return Coverage(len(every), missing, left, stale)
    said = {each.text for each in sentences()}
    there = {each.of: each.text for part in phrases_in(language, Problems()).values() for each in part.sentences}
    unsaid = tuple(sorted(text for text in said if not there.get(text)))
    return Coverage(len(every), missing, left, stale, len(said), unsaid, tuple(sorted(set(there) - said)))
