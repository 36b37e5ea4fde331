"""Hostile texts in every field of every file: each is refused at its place, or stands in the game as written."""

import json
import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from alliance_game.content import load_sources
from alliance_game.content.folders import key_of
from alliance_game.content.problems import Problems
from alliance_game.content.source import read
from alliance_game.content.validation import validated
from alliance_game.errors import ContentError
from tests.hostile import MILD, PILED, STRINGS, piled, stray
from tests.table import library

from .lake import LAKE

HOSTILE = [each for each in STRINGS if stray(each)]
PILES = [each for each in STRINGS if not stray(each) and piled(each) > PILED]
Way = tuple[str | int, ...]


def escaped(text: str) -> str:
    """A text in double quotes, everything that is no letter of English as an escape."""
    return "".join(each if each.isascii() and each.isprintable() else f"\\U{ord(each):08x}" for each in text)


def quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped(text)}"'


@pytest.mark.parametrize("as_escape", [True, False], ids=["escaped", "raw"])
def test_what_steers_a_terminal_is_refused_wherever_it_stands(as_escape: bool) -> None:
    """In a value, a key, a list and a block; the problem names the line and can be shown itself."""
    for text in [*HOSTILE, *PILES]:
        written = quoted(text) if as_escape else json.dumps(text, ensure_ascii=False)
        raw = text.replace("\n", " ")
        frames = [f"a: 1\nb: {written}\n", f"a: 1\n{written}: b\n", f"a: 1\nb: [c, {written}]\n"]
        for whole in (
            frames if as_escape else [*frames, f"a: 1\nb: |\n  x{raw}\n", f"a: 1\nb: x{raw}\n", f"a: 1\n# {raw}\n"]
        ):
            problems = Problems()
            source = read("a.yaml", whole, problems)
            if source is None:
                found = list(problems)
                assert found, ascii(text)
                assert found[0].place.line >= 2, ascii(text)
                assert not stray(str(found[0])), ascii(text)
            else:
                # As JSON writes it, the control characters are escapes again and something else may be left.
                assert not stray(str(source.data).replace("\\n", "")), ascii(whole)
                pytest.fail(f"{text!a} is read from {whole!a}")


def ways(data: Any, way: Way = ()) -> Iterator[Way]:
    """The ways to all values of plain data that are text."""
    match data:
        case str():
            yield way
        case dict():
            for key, value in data.items():
                yield from ways(value, (*way, key))
        case list() | tuple():
            for at, value in enumerate(data):
                yield from ways(value, (*way, at))


def changed(data: Any, way: Way, text: str) -> Any:
    """The same data with another text at the end of a way."""
    if not way:
        return text
    first, *rest = way
    if isinstance(data, dict):
        return {key: changed(value, tuple(rest), text) if key == first else value for key, value in data.items()}
    return [changed(value, tuple(rest), text) if at == first else value for at, value in enumerate(data)]


def at(data: Any, way: Way) -> object:
    """What stands at the end of a way."""
    for each in way:
        data = data[each]
    return data


PLAIN = {name: yaml.safe_load(text) for name, text in LAKE.items()}
FIELDS = [(name, way) for name, data in PLAIN.items() for way in ways(data)]
"""Every text in every file of the small game."""


def tried(name: str, way: Way, text: str) -> str:
    """Load the game with a text in a field; gives ``refused`` or ``kept``, and fails for anything else."""
    whole = yaml.safe_dump(changed(PLAIN[name], way, text), allow_unicode=True, sort_keys=False, width=10_000)
    try:
        library = load_sources({**LAKE, name: whole})
    except ContentError as error:
        lines = whole.count("\n") + 1
        for problem in error.problems:
            place = problem.place  # type: ignore[attr-defined]
            assert place.file in LAKE, (name, way, text, str(problem))
            assert 1 <= place.line <= (lines if place.file == name else 10_000), (name, way, text, str(problem))
            assert not stray(str(problem)), (name, way, text, str(problem))
        return "refused"
    problems = Problems()
    source = read(name, library.sources[name], problems)
    assert source is not None
    # Letters are kept with their accents on them.
    whole = unicodedata.normalize("NFC", text)
    assert at(source.data, way) in (whole, None) or str(at(source.data, way)) == whole, (name, way, text)
    return "kept"


def test_harmless_looking_texts_are_refused_or_kept_in_every_field() -> None:
    lot = random.Random(1)
    found = Counter(tried(name, way, lot.choice(MILD)) for name, way in FIELDS for _ in range(3))
    assert found["refused"] > 100
    assert found["kept"] > 50


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(4))
def test_half_of_the_harmless_looking_texts_in_every_field(part: int) -> None:
    found = Counter(tried(name, way, text) for name, way in FIELDS[part::4] for text in MILD[part % 2 :: 2])
    assert found["kept"] > len(MILD)


def kinds_of_field() -> list[tuple[str, str, Way]]:
    """One place of each kind of field that the base content has a text in: its kind of file, the file, and the way."""
    found: dict[tuple[str, ...], tuple[str, str, Way]] = {}
    for name, text in library().sources.items():
        key = key_of(name)
        assert not isinstance(key, str), key
        if "\nextends:" in f"\n{text}":
            continue  # of these a part stands elsewhere
        for way in ways(plain(name, text)):
            kind = (key[0], *("*" if isinstance(each, int) else each for each in way))
            found.setdefault(kind, (key[0], name, way))
    return list(found.values())


def plain(name: str, text: str) -> object:
    """A file as plain data."""
    source = read(name, text, Problems())
    assert source is not None
    return source.data


def checked(kind: str, name: str, way: Way, text: str) -> str:
    """Read one file with a text in a field, as far as its shape goes."""
    data = changed(plain(name, library().sources[name]), way, text)
    whole = json.dumps(data, ensure_ascii=False, indent=1)
    problems = Problems()
    source = read(name, whole, problems)
    assert source is not None, (name, way, text, [*problems])
    thing = validated(kind, source, problems)
    if thing is None:
        for problem in problems:
            assert (problem.place.file, problem.place.line > 1) == (name, True), (name, way, text, str(problem))
            assert not stray(str(problem)), (name, way, text, str(problem))
        return "refused"
    kept = unicodedata.normalize("NFC", text) in str(thing.model_dump()) or repr(text)[1:-1] in repr(thing)
    assert kept, (name, way)
    return "kept"


@pytest.mark.parametrize("part", [0, *(pytest.param(each, marks=pytest.mark.nightly) for each in range(1, 16))])
def test_every_kind_of_field_of_the_base_content_refuses_a_text_or_keeps_it(part: int) -> None:
    lot, fields = random.Random(part), kinds_of_field()
    assert len(fields) > 300
    found = Counter(checked(*field, lot.choice(MILD)) for field in fields[part::16])
    assert found["refused"] > 5
    assert found["kept"] > 5
