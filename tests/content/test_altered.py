"""Files that can be read and say what no author means: every kind of thing in every scenario, part by part."""

import json
import time
from collections.abc import Mapping
from functools import cache
from random import Random

import pytest

from alliance_game.content import Problems, base_folder, examine
from alliance_game.content.made_of import Makings, files_of
from alliance_game.content.source import read
from alliance_game.definitions import Library
from tests.engine.games import FISHERY

from .altering import altered, plain, spots
from .damaging import checked, is_in
from .lake import LAKE

Files = dict[str, str]


@cache
def fishery() -> Files:
    """The example pack by itself."""
    paths = sorted(path for top in ("cards", "rules") for path in (FISHERY / top).rglob("*.yaml"))
    return {path.relative_to(FISHERY).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def base() -> tuple[Makings, Library]:
    """What the scenarios of the base content are made of."""
    library, problems = examine(again=False)
    return Makings(library, problems.sources), library


def of_scenario(scenario: str) -> Files:
    """The files of a scenario: its rules and those that it builds on, its cards, its characters and its quiz."""
    makings, library = base()
    names = {file for key in makings.of(scenario) for file in files_of(library, key)}
    folders = tuple(name.removesuffix("ruleset.yaml") for name in names if name.endswith("/ruleset.yaml"))
    names |= {name for name in library.sources if name.startswith(folders)}
    return {name: library.sources[name] for name in sorted(names)}


def alter(files: Mapping[str, str], loads: int, at_once: int, seed: str) -> int:
    """Check files with so many of them altered at once, so many times; gives how many problems were told."""
    data = {name: plain(source.data) for name, text in files.items() if (source := read(name, text, Problems()))}
    pool = [holder[key] for each in data.values() for holder, key in spots(each)]
    told = 0
    for number in range(loads):
        lot = Random(f"{seed} {number}")
        names = lot.sample(sorted(data), min(at_once, len(data)))
        changed = {name: dumped(altered(data[name], pool, lot, lot.randint(1, 2))) for name in names}
        where = f"seed {seed!r}, number {number}: {changed if at_once < 3 else sorted(changed)}"
        begun = time.process_time()
        try:
            problems, texts = checked({name: text.encode() for name, text in {**files, **changed}.items()})
        except Exception as error:
            raise AssertionError(where) from error
        # Seconds of processor time for the whole scenario, in every setting.
        assert time.process_time() - begun < 10, where
        wild = [str(each)[:300] for each in problems if not is_in(each, texts)]
        assert wild == [], where
        assert [str(each) for each in problems if len(str(each)) > 2_000 or not str(each).isprintable()] == [], where
        told += len(problems)
    return told


def dumped(data: object) -> str:
    """JSON, which is YAML too; what UTF-8 cannot hold is written as an escape."""
    return json.dumps(data, indent=1) + "\n"


def test_altered_files_of_the_lake_are_told_at_their_places() -> None:
    assert alter(LAKE, 40, 1, "lake") > 20


def test_altered_files_of_a_pack_are_told_at_their_places() -> None:
    assert alter(fishery(), 8, 2, "fishery") > 8


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(3))
def test_600_altered_files_of_packs_are_told_at_their_places(seed: int) -> None:
    assert alter(LAKE, 250, 1, f"lake {seed}") > 100
    assert alter(fishery(), 100, 2, f"fishery {seed}") > 100


SCENARIOS = sorted(path.stem for path in (base_folder() / "rules" / "scenarios").glob("*.yaml"))


@pytest.mark.nightly
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_80_altered_files_of_each_scenario_are_told_at_their_places(scenario: str) -> None:
    assert alter(of_scenario(scenario), 8, 10, scenario) > 40
