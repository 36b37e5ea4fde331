"""Strict YAML: what plain values mean, what is refused, and where things stand."""

from random import Random

import pytest
import yaml

from alliance_game.content import base_folder, digest_of, load_sources
from alliance_game.content import source as source_module
from alliance_game.content.plain_yaml import PlainLoader
from alliance_game.content.problems import Problems
from alliance_game.content.source import MAX_BYTES, Source, decoded, read


def source_of(text: str) -> Source:
    problems = Problems()
    source = read("a.yaml", text, problems)
    assert source is not None, list(problems)
    return source


def refusals(text: str) -> list[str]:
    problems = Problems()
    assert read("a.yaml", text, problems) is None or list(problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("999999999", 999999999),
        ("1000000000", "1000000000"),
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("1.5", "1.5"),
        (".nan", ".nan"),
        ("+5", "+5"),
        ("2026-01-01", "2026-01-01"),
        ("=", "="),
        ('"5"', "5"),
        ("'true'", "true"),
        ("-1 + x", "-1 + x"),
    ],
)
def test_values_are_text_unless_they_are_plainly_not(written: str, meant: object) -> None:
    data = source_of(f"a: {written}\n").data
    assert data == {"a": meant}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(meant)


def test_lists_are_tuples_and_every_value_and_key_has_its_place() -> None:
    source = source_of("a:\n- 1\n- {b: 'x', c: é}\nd: [2]\n")
    assert source.data == {"a": (1, {"b": "x", "c": "é"}), "d": (2,)}
    assert source.places[()] == (1, 1)
    assert source.places["a", 1, "c"] == (3, 15)
    assert source.keys["a", 1, "c"] == (3, 12)
    assert source.head_place(("a",)) == ("a.yaml", 1, 1)
    assert source.place(("a", 1, "nowhere", 5)) == ("a.yaml", 3, 3)


@pytest.mark.parametrize(
    ("text", "offset", "column"),
    [
        ("when: a >= b\n", 5, 12),
        ('when: "a >= b"\n', 5, 13),
        ("when: 'it''s b'\n", 5, 14),
        ('when: "\\"a\\" b"\n', 4, 14),
        ("when: a\n  >= b\n", 5, 7),
        ("when: >-\n  a >= b\n", 5, 7),
    ],
)
def test_the_column_inside_a_value_counts_quotes_and_escapes(text: str, offset: int, column: int) -> None:
    assert source_of(text).offset_place(("when",), offset) == ("a.yaml", 1, column)


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f", "\u2028", "\ud800"]
)
def test_invisible_characters_are_refused_with_their_place(character: str) -> None:
    expected = f"a.yaml:2:5: error[forbidden-character]: An invisible character (U+{ord(character):04X}) stands here."
    assert refusals(f"a: 1\nb: x{character}\n") == [expected + " Remove it."]


@pytest.mark.parametrize("escape", ["\\e", "\\0", "\\u202e", "\\ud800", "\\t"])
def test_escapes_do_not_smuggle_invisible_characters_in(escape: str) -> None:
    assert len(refusals(f'a: "x{escape}"\n')) == 1


def test_newlines_are_allowed_in_text() -> None:
    assert source_of("a: |\n  one\n  two\n").data == {"a": "one\ntwo\n"}


def test_a_tab_is_named_as_such() -> None:
    assert refusals("a:\n\tb: 1\n") == ["a.yaml:2:1: error[tab]: A tab character stands here. Use spaces."]


def test_a_byte_order_mark_is_named_and_how_to_be_rid_of_it() -> None:
    problems = Problems()
    assert decoded(b"\xef\xbb\xbfa: 1", "a.yaml", problems) is None
    (found,) = problems
    assert found.message == "The file begins with a byte order mark."
    assert found.hint == 'Save it as "UTF-8", not "UTF-8 with BOM".'


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbfa: 1", "a.yaml:1:1: error[byte-order-mark]"),
        (b"a: 1\nb: caf\xe9\n", "a.yaml:2:7: error[not-utf8]"),
        ("a: 1".encode("utf-16"), "a.yaml:1:1: error[not-utf8]"),
        (b"x" * (MAX_BYTES + 1), "a.yaml:1:1: error[too-big]"),
    ],
)
def test_only_small_utf8_is_read(raw: bytes, expected: str) -> None:
    problems = Problems()
    assert decoded(raw, "a.yaml", problems) is None
    assert [str(problem).split(": ")[0] + ": " + str(problem).split(": ")[1] for problem in problems] == [expected]


def test_letters_with_marks_are_composed_however_they_are_written() -> None:
    """Then columns are those of the text as it is shown, and the same words are the same."""
    for text in ("a: cafe\u0301, no: 1", 'a: "cafe\\u0301, no"', "a: café, no"):
        problems = Problems()
        source = read("a.yaml", text, problems)
        assert source is None or source.data == {"a": "café, no"}
    problems = Problems()
    assert read("a.yaml", "a: [cafe\u0301 cafe\u0301, &b]", problems) is None
    (problem,) = problems
    assert problems.texts["a.yaml"][problem.place.column - 1] == "&"


@pytest.mark.parametrize("marks", ["\u0301\u0302\u0303", "\u0344\u0344"])
def test_marks_that_pile_up_are_refused_before_and_after_they_are_composed(marks: str) -> None:
    for text in (f"a: x{marks}", f'a: "x{ascii(marks)[1:-1]}"'):
        (line,) = refusals(text)
        assert "error[forbidden-character]: More than two marks" in line


def test_what_is_composed_for_reading_keeps_its_fingerprint() -> None:
    """A game in progress knows its content by the texts as they are in the files."""
    texts = {"rules/codex/cafe.yaml": "title: Cafe\u0301\ntext: Coffee, and how it is paid for.\n"}
    library = load_sources(texts)
    assert library.codex["cafe"].title == "Café"
    assert library.digest == digest_of(texts)
    assert library.sources == texts


def test_lines_may_end_as_on_windows() -> None:
    assert decoded(b"a: 1\r\nb: 2\r\n", "a.yaml", Problems()) == "a: 1\nb: 2\n"


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        ("a: " + "[" * 50_000, "too-deep"),
        ("{" * 50_000, "key-not-text"),
        ("- " * 50_000, "too-deep"),
        ("a: [" + "1," * 60_000 + "]", "too-big"),
        ("a: &a [1]\nb: &b [*a, *a]\n", "anchor"),
        ("a: !!int xx\n", "tag"),
        ("a: !!timestamp xx\n", "tag"),
        ("", "empty-file"),
        ("# only a comment\n", "empty-file"),
    ],
)
def test_bombs_end_early(bomb: str, code: str) -> None:
    assert f"error[{code}]" in refusals(bomb)[0]


def test_depth_32_is_still_read() -> None:
    assert source_of("[" * 32 + "]" * 32).data is not None


FLOW = (
    "a: [1, 'x', {b: no, c: \"d\"}]\ne: >-\n  two\n  lines\nf:\n",
    "a: {prompt: What do you propose?, to: 10}\n",
    "a: [who?, {why?: not?}, x?y]\nb: Really?\n",
    "a: {b:,c: 1}\n",
    "a: [b:]\n",
    "a: {b:?c: 1}\n",
)


@pytest.mark.parametrize("text", FLOW)
def test_the_loader_without_libyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What one machine reads or refuses, every machine does."""
    fast, slow = read_by(yaml.CSafeLoader, text, monkeypatch), read_by(PlainLoader, text, monkeypatch)
    assert slow == fast


def read_by(loader: type, text: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """What is read of a text; ``None`` if it cannot be."""
    monkeypatch.setattr(source_module, "_LOADER", loader)
    source = source_module.read("a.yaml", text, Problems())
    return source and source.data


@pytest.mark.nightly
@pytest.mark.parametrize("part", range(4))
def test_all_content_and_damaged_content_is_read_the_same_without_libyaml(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    folders = [base_folder() / name for name in ("cards", "rules", "text", "examples")]
    files = sorted(file for folder in folders for file in folder.rglob("*.yaml"))[part::4]
    dice = Random(part)
    for text in (file.read_text(encoding="utf-8") for file in files):
        lines = text.splitlines()
        at = dice.randrange(len(lines))
        piece = "\n".join(lines[max(0, at - 4) : at + 5]) + "\n"
        damaged = [spoiled(piece, dice) for _ in range(8)]
        for each in (text, *damaged):
            fast, slow = read_by(yaml.CSafeLoader, each, monkeypatch), read_by(PlainLoader, each, monkeypatch)
            assert slow == fast, repr(each)


def spoiled(text: str, dice: Random) -> str:
    """A text with a few signs of YAML where none belong."""
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(text))
        text = text[:at] + dice.choice([*"?:-{}[],\"'|>&*!%@`~=", "\n", "  ", ": ", "? ", "- ", " #"]) + text[at:]
    return text


@pytest.mark.parametrize("mark", ['"AD"', '""', '"AD: B"'])
def test_an_open_quote_in_a_file_of_texts_is_told_at_its_own_line(mark: str) -> None:
    text = f'parties:\n  homework:\n    name: "Aluvión de deberes\n    mark: {mark}\n    text: "Muchos."\n'
    assert refusals(text) == ["a.yaml:3:11: error[open-quote]: The quote that begins here is not closed. Close it."]


def test_an_open_quote_is_found_across_parts_without_quotes() -> None:
    text = 'cards:\n  a:\n    title: "Aluvión\n    text: Muchos.\n  b:\n    title: "Examen"\n'
    assert refusals(text) == ["a.yaml:3:12: error[open-quote]: The quote that begins here is not closed. Close it."]


def test_a_missing_comma_behind_quotes_is_still_a_missing_comma() -> None:
    assert refusals('a: {b: "C" d: 1}\n') == [
        "a.yaml:1:12: error[bad-brackets]: A comma or `}` is missing before this."
    ]


def test_a_name_on_a_line_of_its_own_is_not_taken_for_an_effect() -> None:
    assert "dash" not in refusals("text:\n  {who} has too much homework.\n")[0]
