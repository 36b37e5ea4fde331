"""Seeded mistakes: each file in ``bad`` names the place it takes in the game, and the exact problems it must give."""

from pathlib import Path

import pytest

from .lake import LAKE, lake_with, problems_of

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_mistake_gives_exactly_the_expected_problems(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    file = lines[0].removeprefix("# file: ")
    expected = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    assert expected
    assert lake_with(file, text) == expected


def test_there_are_many_seeded_mistakes() -> None:
    assert len(BAD) >= 100


def test_the_lake_itself_is_right() -> None:
    assert problems_of(LAKE) == []


def test_all_problems_of_all_files_come_in_one_pass_in_the_order_of_places() -> None:
    files = {
        **LAKE,
        "cards/weather/gale.yaml": "kind: crisis\ntext: 5\ntitle: Gale\n",
        "rules/codex/pool.yaml": "title: Pool\ntext: [\n",
        "rules/lake/tactics/cast_nets.yaml": LAKE["rules/lake/tactics/cast_nets.yaml"].replace(
            "world.fish", "world.fsh"
        ),
    }
    assert [line.split(" ", maxsplit=2)[:2] for line in problems_of(files)] == [
        ["cards/weather/gale.yaml:2:7:", "error[wrong-type]:"],
        ["rules/codex/pool.yaml:2:7:", "error[open-bracket]:"],
        ["rules/lake/tactics/cast_nets.yaml:4:18:", "error[unknown-track]:"],
    ]


def test_what_refers_to_a_broken_file_is_not_wrong_too() -> None:
    assert lake_with("rules/lake/agreements/pool.yaml", "title: Pool\nparties: 3\n") == [
        "rules/lake/agreements/pool.yaml:2:10: error[unknown-word]: `parties` must be 2 or `many`, not 3."
    ]


def test_cards_of_a_broken_ruleset_are_not_read_with_another_one() -> None:
    broken = LAKE["rules/lake/ruleset.yaml"].replace("title: The lake", "titel: The lake")
    problems = problems_of(
        {
            **LAKE,
            "rules/lake/ruleset.yaml": broken,
            "rules/pond/ruleset.yaml": "title: Pond\nlengths: {one: {rounds: 1}}\nphases: [{id: sit, do: []}]\n"
            "score: {of: 1}\nendings: {end: {title: End, everyone: unscored}}\n",
        }
    )
    assert [line.split(": ")[1] for line in problems] == ["error[unknown-field]"]


def test_a_file_of_nothing_but_faults_does_not_take_all_day() -> None:
    text = "title: Nets\ntext: Nets.\n" + "".join(f"titl{number}: 1\n" for number in range(5000))
    problems = lake_with("rules/codex/nets.yaml", text)
    assert len(problems) == 201
    assert problems[-1].endswith("error[too-many-problems]: 4800 more problems begin here.")
