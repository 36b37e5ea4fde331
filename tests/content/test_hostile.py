"""Files made to do harm: each is refused with its place and a reason, in little time and memory, and nothing is loaded.

What strangers can put into files, from the reports of other games and libraries: YAML's own surprises, expressions that
want out, text that steers terminals, names that leave their folder.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import alliance_game
from alliance_game.content import examine, load
from alliance_game.errors import ContentError

from .lake import LAKE, problems_of

CARD = "title: Gale\nkind: incident\ntext: The wind rises.\neffects:\n- {change: world.tension, by: 1}\n"
LEVEL = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 8))
MERGE = "".join(f"- &m{level}\n" + f"  <<: [{', '.join([f'*m{level - 1}'] * 9)}]\n" * 1 for level in range(1, 8))

YAML: dict[str, tuple[bytes | str, str]] = {
    "duplicate_key": (CARD + "text: Another.\n", "duplicate-key"),
    "long_number": (CARD + f"weight: {'9' * 5000}\n", "wrong-type"),
    "impossible_date": (CARD + "weight: 2026-13-45\n", "wrong-type"),
    "possible_date": (CARD + "weight: 2026-01-01\n", "wrong-type"),
    "infinity": (CARD + "weight: .inf\n", "wrong-type"),
    "no": (CARD + "weight: NO\n", "wrong-type"),
    "on": (CARD + "rules: on\n", "unknown-field"),
    "off_as_key": (CARD + "Off: 1\n", "unknown-field"),
    "truth_as_key": (CARD + "true: 1\n", "key-not-text"),
    "sexagesimal": (CARD + "weight: 12:30:00\n", "wrong-type"),
    "octal": (CARD + "weight: 010\n", "wrong-type"),
    "hexadecimal": (CARD + "weight: 0x1F\n", "wrong-type"),
    "underscored": (CARD + "weight: 1_000\n", "wrong-type"),
    "not_a_number": (CARD + "weight: .nan\n", "wrong-type"),
    "tagged_int": (CARD + "weight: !!int xx\n", "tag"),
    "tagged_empty_int": (CARD + 'weight: !!int ""\n', "tag"),
    "tagged_bool": (CARD + "weight: !!bool xx\n", "tag"),
    "tagged_timestamp": (CARD + "weight: !!timestamp xx\n", "tag"),
    "tagged_python": (CARD + "weight: !!python/object/apply:os.system [ls]\n", "tag"),
    "equals_sign": (CARD + "weight: =\n", "wrong-type"),
    "brackets_400": (CARD + "tags: " + "[" * 400 + "]" * 400 + "\n", "too-deep"),
    "brackets_1000": ("a: " + "[" * 1_000, "too-deep"),
    "dashes_2000": ("- " * 2_000, "too-deep"),
    "braces_20000": ("{" * 20_000, "key-not-text"),
    "brackets_50000": ("a: " + "[" * 50_000, "too-deep"),
    "alias_bomb": ("a0: &a0 [x]\n" + LEVEL, "anchor"),
    "merge_bomb": ("- &m0 {x: 1}\n" + MERGE, "anchor"),
    "merge_key": (CARD + "<<: {copies: 2}\n", "merge-key"),
    "alias_bomb_of_341_bytes": (CARD + "a0: &a0 [x]\n" + LEVEL, "anchor"),
    "self_reference": ("a: &a [*a]\n", "anchor"),
    "alias": ("a: *a\n", "alias"),
    "escape_as_escape": (CARD.replace("The wind rises.", '"\\e[31m"'), "forbidden-character"),
    "nul_as_escape": (CARD.replace("The wind rises.", '"\\0"'), "forbidden-character"),
    "bidi_as_escape": (CARD.replace("The wind rises.", '"\\u202e"'), "forbidden-character"),
    "surrogate_as_escape": (CARD.replace("The wind rises.", '"\\ud800"'), "bad-escape"),
    "scalar_of_10_megabytes": ("text: |\n  " + "a" * 10_000_000 + "\n", "too-big"),
    "list_of_300000": ("a: [" + "1," * 300_000 + "]", "too-big"),
    "keys_60000": ("".join(f"k{number}: 1\n" for number in range(60_000)), "too-big"),
    "anchors_50000": ("".join(f"k{number}: &a{number} 1\n" for number in range(50_000)), "anchor"),
    "text_in_list_of_lists": (
        CARD + "tags: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
        "too-deep",
    ),
    "utf16": (CARD.encode("utf-16"), "not-utf8"),
    "utf16_without_mark": (CARD.encode("utf-16-le"), "forbidden-character"),
    "byte_order_mark": (CARD.encode("utf-8-sig"), "byte-order-mark"),
    "latin_1": (CARD.replace("wind", "café").encode("latin-1"), "not-utf8"),
    "overlong": (CARD.encode() + b"rule: \xc0\xae\n", "not-utf8"),
    "directive": ("%TAG ! tag:example.com,2026:\n---\n" + CARD, "directive"),
    "several_documents": (CARD + "---\n" + CARD, "several-documents"),
    "complex_key": ("? [a, b]\n: 1\n", "key-not-text"),
    "nothing": ("", "empty-file"),
    "only_a_mark": ("---\n", "empty-file"),
}
"""Section by section: what PyYAML's safe loader does with each is in the reports that are named beside its rules."""

EXPRESSIONS: dict[str, tuple[str, str]] = {
    "attributes": ("().__class__.__bases__[0].__subclasses__()", "bad-character"),
    "name_of_the_machine": ("__import__('os').system('ls')", "bad-character"),
    "builtins": ("__builtins__", "unknown-name"),
    "lambda": ("(lambda: 1)()", "bad-character"),
    "comprehension": ("[x for x in (1,)]", "bad-character"),
    "format": ("'{0.__class__}'.format(1)", "bad-character"),
    "generator_frame": ("world.tension.gi_frame", "wrong-type"),
    "dunder": ("world.__class__", "unknown-track"),
    "power": ("10**400000", "syntax"),
    "huge_number": ("9" * 300, "number-too-long"),
    "unary_operators": ("-" * 290 + "1", "too-deep"),
    "nots": ("not " * 70 + "1 > 0", "too-deep"),
    "brackets": ("(" * 140 + "1" + ")" * 140, "too-deep"),
    "longer_than_a_line": ("1 + " * 400 + "1", "too-long"),
    "division_by_nothing": ("1 // 0", "division"),
    "walrus": ("(a := 1)", "bad-character"),
    "star": ("world.*", "syntax"),
}

CHARACTERS = [
    *(chr(number) for number in (*range(9), *range(11, 32), *range(0x7F, 0xA0))),
    *(chr(number) for number in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x2028, 0x2029)),
    *(chr(number) for number in (0x200B, 0x2060, 0xFDD0, 0xFEFF, 0xFFFE, 0xE0001)),
]
"""What steers terminals, turns the direction of writing or cannot be seen; a raw surrogate is no UTF-8 at all."""

PAYLOADS = [
    "\x1b]52;c;aGk=\x07",
    "\x1b]0;title\x07",
    "\x1b]8;;http://x\x1b\\",
    "\x1b[6n",
    "\x9b6n",
    "\x1b[2J",
    "\x08\x08",
]
"""The known ones: clipboard, title, links, answers that are typed for you."""


def pack_of(folder: Path, files: dict[str, bytes | str]) -> Path:
    """A pack of cards."""
    (folder / "cards" / "mine").mkdir(parents=True)
    for name, text in files.items():
        (folder / "cards" / "mine" / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def by_file(problems: object) -> dict[str, list[str]]:
    """The codes of problems by the name of their file; every place is a real one."""
    found: dict[str, list[str]] = {}
    for problem in problems:  # type: ignore[attr-defined]
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.message
        found.setdefault(Path(problem.place.file).stem, []).append(problem.code)
    return found


def test_every_surprise_of_yaml_is_refused_by_its_name(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {name: text for name, (text, _) in YAML.items()})
    found = by_file(examine([pack])[1])
    assert {name: codes[0] for name, codes in found.items()} == {name: code for name, (_, code) in YAML.items()}


def test_no_expression_gets_out(tmp_path: Path) -> None:
    cards = {name: CARD + f"when: {json.dumps(text)}\n" for name, (text, _) in EXPRESSIONS.items()}
    found = by_file(examine([pack_of(tmp_path, dict(cards))])[1])
    assert found == {name: [code] for name, (_, code) in EXPRESSIONS.items()}


def test_no_text_steers_a_terminal_or_turns_around(tmp_path: Path) -> None:
    """Not as it is, not inside something else, and not in what is said about it."""
    texts = {f"c{number}": f"a{text}b" for number, text in enumerate([*CHARACTERS, *PAYLOADS])}
    pack = pack_of(tmp_path, {name: CARD.replace("The wind rises.", f'"{text}"') for name, text in texts.items()})
    problems = list(examine([pack])[1])
    assert by_file(problems) == {name: ["forbidden-character"] for name in texts}
    assert {(problem.place.line, problem.place.column) for problem in problems} == {(3, 9)}
    assert all(str(problem).isprintable() for problem in problems)


@pytest.mark.parametrize("written", ["e" + "\u0301" * 3, '"e\\u0301\\u0302\\u0303"'])
def test_marks_do_not_grow_out_of_their_line(written: str, tmp_path: Path) -> None:
    """Two on a letter are some language's; fifty are a prank."""
    (problem,) = examine([pack_of(tmp_path / "three", {"gale": CARD.replace("The wind rises.", written)})])[1]
    assert (problem.code, problem.place.line) == ("forbidden-character", 3)
    two = written.replace("\u0301" * 3, "\u0301\u0323").replace("\\u0303", "")
    assert list(examine([pack_of(tmp_path / "two", {"gale": CARD.replace("The wind rises.", two)})])[1]) == []


MANY = 300


@pytest.mark.parametrize("wrong", [0, MANY])
def test_a_pack_of_300_files_is_read_to_its_last_one(wrong: int, tmp_path: Path) -> None:
    """Each fault is told once, at its place."""
    cards = {f"c{number}": CARD + ("weigth: 2\n" if number < wrong else "") for number in range(MANY)}
    found = by_file(examine([pack_of(tmp_path, dict(cards))])[1])
    assert found == {f"c{number}": ["unknown-field"] for number in range(wrong)}


LONG = "x" * 100_000
IN_PLACES = {
    "field": f"{LONG}: 1\n",
    "verb": f"failed: [{{{LONG}: 1}}]\n",
    "track": f"failed: [{{change: world.{LONG}, by: 1}}]\n",
    "expression": f"when: {LONG}\n",
    "card": f"failed: [{{schedule: {LONG}}}]\n",
    "deck": f"failed: [{{peek: {LONG}, by: self}}]\n",
    "block": f"failed: [{{run: {LONG}}}]\n",
    "agreement": f"failed: [{{sign: {LONG}, of: self}}]\n",
    "tag": f"tags: [{LONG}]\n",
    "choice": f"choices: [{{id: {LONG}, text: x, effects: []}}]\n",
    "title": f"extends: {LONG}\n",
}


def test_a_name_of_100_000_letters_is_refused_in_few_words(tmp_path: Path) -> None:
    """Wherever it stands: nobody has to scroll through it."""
    pack = pack_of(tmp_path, {name: CARD + text for name, text in IN_PLACES.items()})
    problems = list(examine([pack])[1])
    assert {*by_file(problems)} == {*IN_PLACES}
    assert max(len(str(problem)) for problem in problems) < 1_000


@pytest.mark.parametrize("field", ["marks: {}", "marks: []", "marks:"])
def test_a_grade_without_marks_is_refused_at_its_place(field: str) -> None:
    text = (
        LAKE["rules/lake/ruleset.yaml"] + f"grades: {{alliance: {{title: Order, of: world.fish, {field}, below: D}}}}\n"
    )
    told = problems_of({**LAKE, "rules/lake/ruleset.yaml": text})
    assert told
    assert all(line.startswith("rules/lake/ruleset.yaml:") for line in told)


def test_nothing_of_a_pack_with_one_bad_file_is_loaded(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, {"good": CARD, "bad": "a: [\n"})
    with pytest.raises(ContentError) as caught:
        load([pack])
    assert len(caught.value.problems) == 1
    assert "good" not in load().cards


HOSTILE_NAMES = ["a b", "A", "-rf", "con.txt", "x" * 49, "ünder", "a;ls", "$HOME", "%s", "{0}", "\x1b[2J", "\u202ea"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has its own rules for names")
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_of_a_file_is_more_than_a_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "cards" / "mine").mkdir(parents=True)
    (tmp_path / "cards" / "mine" / f"{name}.yaml").write_text(CARD, encoding="utf-8")
    (problem,) = examine([tmp_path])[1]
    assert problem.code == "unexpected-file"
    assert str(problem).isprintable()


@pytest.mark.parametrize("device", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_no_card_is_called_like_a_device_of_windows(device: str, tmp_path: Path) -> None:
    """A pack is handed on: what cannot be a file elsewhere cannot be one here."""
    (problem,) = examine([pack_of(tmp_path, {device: CARD})])[1]
    assert problem.code == "unexpected-file"


def test_no_pack_leads_out_of_its_folder(tmp_path: Path) -> None:
    """`..` in a path of a pack is a folder like any other, and it is looked at as what it really is."""
    pack = pack_of(tmp_path / "mine", {"gale": CARD})
    (tmp_path / "secret.yaml").write_text(CARD, encoding="utf-8")
    again = tmp_path / "mine" / ".." / "mine"
    assert set(load([again]).cards) == set(load([pack]).cards)
    text = "- {schedule: ../../secret}\n- {tell: '{../secret}'}\n"
    (pack / "cards" / "mine" / "gale.yaml").write_text(CARD + text, encoding="utf-8")
    assert by_file(examine([pack])[1]) == {"gale": ["bad-name"]}


LIMITED = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from alliance_game.content import examine
examine()
import time
begun = time.process_time()
problems = list(examine([sys.argv[1]])[1])
spent = time.process_time() - begun
from tests.content.damaging import megabytes
print(json.dumps({"problems": len(problems), "seconds": spent, "megabytes": megabytes()}))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs limits on memory")
def test_all_of_them_at_once_take_little_time_and_memory(tmp_path: Path) -> None:
    """Two seconds of processor time for all, which no single one may take; 256 MB for the whole process."""
    pack = pack_of(tmp_path, {name: text for name, (text, _) in YAML.items()})
    there = os.environ | {"PYTHONPATH": str(Path(alliance_game.__file__).parents[1])}
    command = [sys.executable, "-c", LIMITED, str(pack)]
    top = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, env=there, check=False, cwd=top)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["problems"] >= len(YAML)
    assert figures["seconds"] < 2
    assert figures["megabytes"] < 256
