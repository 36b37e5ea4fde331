"""The file that a translator fills in: every text under its English, with what is translated already."""

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from ...content.languages import Translatable
from ...definitions.texts import Phrases, Texts
from .collecting import Sentence

WIDTH = 116
_HEAD = """\
# {title}: each text stands under its English; write yours between the quotes.
# A text keeps what stands in braces. `alliance-game check` says what is missing, out of date or wrong.
"""


def exported(texts: Iterable[Translatable], known: Texts | None, title: str, modeline: str = "") -> str:
    """A pack's file of texts in another language; ``known`` is what was in it, and stays in it where it still fits.

    ``modeline`` is a first line for editors. What renders an older English keeps its mark, with the new one in a
    comment; what has lost its English stays at the end. So nothing that somebody wrote is lost.
    """
    lines = [f"title: {_quoted(known.title if known is not None else title)}"]
    if known is not None and known.singulars:
        lines += ["singulars:", *(f"  {_quoted(many)}: {_quoted(one)}" for many, one in known.singulars.items())]
    if known is not None and known.leaves:
        lines += ["leaves:", *(f"- {left}" for left in known.leaves)]
    lines.append("texts:")
    names: set[str] = set()
    for each in texts:
        names.add(each.name)
        if known is not None and known.leaves_out(each.file) and each.name not in known.texts:
            continue
        lines += _entry(each, known)
    if known is not None and (gone := {name: old for name, old in known.texts.items() if name not in names}):
        lines.append("  # The English of what follows is gone. Take out what nobody needs any more.")
        for name, old in gone.items():
            lines += [f"  {name}:", f"    mark: {_quoted(old.mark)}", f"    text: {_quoted(old.text)}"]
    first = [modeline] if modeline else []
    return "\n".join([*first, _HEAD.format(title=title).rstrip("\n"), *lines, ""])


def _entry(each: Translatable, known: Texts | None) -> Iterator[str]:
    found = known.texts.get(each.name) if known is not None else None
    yield from (f"  # {line}" for line in _comment(each.spot.text))
    if found is not None and found.mark != each.mark and found.text:
        yield f"  # The English was changed: look at the text again, then write `mark: {each.mark}`."
    else:
        found = None if found is None or not found.text else found
    yield f"  {each.name}:"
    yield f"    mark: {_quoted(found.mark if found is not None else each.mark)}"
    yield f"    text: {_quoted(found.text if found is not None else '')}"


def exported_phrases(sentences: Iterable[Sentence], known: Mapping[str, Phrases]) -> str:
    """The program's sentences that no file of a language has yet, ready to be filled in; empty if there are none."""
    there = {phrase.of for phrases in known.values() for phrase in phrases.sentences}
    lines: list[str] = []
    for text, place in sentences:
        if text not in there:
            there.add(text)
            lines += [f"# {place}", f"- of: {_quoted(text)}", '  text: ""']
    return "\n".join(["# Sentences of the program: each under its English.", "sentences:", *lines, ""]) if lines else ""


def _comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from wrap(line, WIDTH) or [""]


def _quoted(text: str) -> str:
    """Text in double quotes, as YAML and JSON have it."""
    return json.dumps(text, ensure_ascii=False)
