"""One spelling for each value: what another program would have written is refused, and why is said."""

import pytest

from alliance_game.saves.canonical import BadText, canonical, parsed


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ({"b": [1, -2], "a": "é"}, '{"a":"é","b":[1,-2]}'),
        ([True, False, None, {}], "[true,false,null,{}]"),
        (int("9" * 20), "9" * 20),
        (-int("9" * 19), "-" + "9" * 19),
    ],
)
def test_a_value_has_one_spelling_and_is_read_again(value: object, line: str) -> None:
    assert canonical(value) == line.encode()
    assert parsed(line.encode()) == value


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, ["a", {"b": "x\ud800"}]])
def test_half_a_character_has_no_spelling(value: object) -> None:
    with pytest.raises(BadText, match="half a character"):
        canonical(value)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"a":1,"a":1}', "a key stands twice"),
        (b'{"b":1,"a":1}', "written by another program"),
        (b'{"a": 1}', "written by another program"),
        (b'"\\u00e9"', "written by another program"),
        (b'"\\ud800"', "half a character"),
        (b"9" * 21, "a number is too long"),
        (b"1.5", "1.5 is not a whole number"),
        (b"1e3", "1e3 is not a whole number"),
        (b"NaN", "NaN is not a whole number"),
        (b"-Infinity", "-Infinity is not a whole number"),
        (b"-0", "written by another program"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{", "not JSON"),
        (b"", "not JSON"),
        (b'"\xff"', "not JSON"),
        (b"1 2", "not JSON"),
    ],
    ids=lambda each: repr(each)[:20],
)
def test_what_has_another_spelling_is_refused(line: bytes, why: str) -> None:
    with pytest.raises(BadText, match=why):
        parsed(line)
