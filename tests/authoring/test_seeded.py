"""Seeded mistakes: all are reported, nearly all on the exact line and with the word that was meant."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from alliance_game.authoring.audit.codes import CODES as FOUND_BY_AUDIT
from alliance_game.content import Problem, base_folder, examine, load
from alliance_game.definitions.cards import CrisisCard, IncidentCard
from alliance_game.definitions.effects import VERBS
from alliance_game.language.symbols import SCOPES, symbols_of

from .examples import BATCHES, RULESETS, SHOWN, audited, laid_out, read_alone, renamed
from .typos import Slip, meant, say, share, slips, write_cards

INCIDENT = "title: Gale\nkind: incident\nwho: any\ntext: The wind rises.\neffects:\n- {tell: Wind.}\n"
CRISIS = "title: Gale\nkind: crisis\ntarget: any\ntext: The wind rises.\n"
BASE_CARDS = [path.read_text(encoding="utf-8") for path in sorted((base_folder() / "cards").rglob("*.yaml"))]


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """What is said about the faulty file of every page whose mistake an author makes in a card or a ruleset."""
    said = {code: list(read_alone(page.failing)) for code, page in RULESETS.items() if page.severity == "error"}
    for batch, codes in BATCHES.items():
        folder = tmp_path_factory.mktemp(batch)
        laid_out(folder, codes)
        problems = audited(folder)
        for code in codes:
            file = f"{folder.as_posix()}/{renamed(SHOWN[code].faulty, code)}"
            said[code] = [problem for problem in problems if problem.place.file == file]
    return {code: said[code] for code in said if code not in FOUND_BY_AUDIT or code not in RULESETS}


def test_seeded_mistakes_are_all_reported_and_on_their_line(seeded: Mapping[str, list[Problem]]) -> None:
    reported = [code for code, problems in seeded.items() if problems]
    exact = [code for code, problems in seeded.items() if [each.place.line for each in problems] == [SHOWN[code].line]]
    figures = f"reported {share(len(reported), len(seeded))}, on the exact line {share(len(exact), len(seeded))}"
    say(figures)
    assert len(seeded) >= 60
    assert len(reported) == len(seeded), figures
    assert len(exact) * 100 >= len(seeded) * 95, figures


def test_a_mistake_with_a_likely_cure_names_it(seeded: Mapping[str, list[Problem]]) -> None:
    """The likely cure is the word that the mended example has in that line instead."""
    wanted = {code: words for code in seeded if (words := words_instead(code))}
    right = [code for code, words in wanted.items() if any(meant(each) in words for each in seeded[code])]
    figures = f"did you mean: {share(len(right), len(wanted))}; not {sorted(wanted.keys() - {*right})}"
    say(figures)
    assert len(wanted) >= 20
    assert len(right) * 100 >= len(wanted) * 90, figures


def words_instead(code: str) -> set[str]:
    """The words of the mended line that the failing one lacks, where a name is misspelt."""
    page = SHOWN[code]
    line = (page.line or 1) - 1
    mended = page.mended.get(page.faulty, "").split("\n")
    if not code.startswith("unknown-") or code in ("unknown-kind", "unknown-word", "unknown-folder", "unknown-code"):
        return set()
    before = page.failing[page.faulty].split("\n")[line]
    return {*re.findall(r"[a-z_]+", mended[line])} - {*re.findall(r"[a-z_]+", before)}


def told_of(folder: Path, head: str, found: list[Slip]) -> list[tuple[Slip, Problem | None]]:
    """Each slip with the problem on its line."""
    files = write_cards(folder, head, [slip.text for slip in found])
    problems = {(each.place.file, each.place.line): each for each in examine([folder])[1]}
    first = head.count("\n")
    lines = [(file, number) for file, text in files.items() for number in range(first + 1, len(text))]
    return [(slip, problems.get(line)) for slip, line in zip(found, lines, strict=True)]


def judge(told: Iterable[tuple[Slip, Problem | None]]) -> tuple[float, float]:
    """How large a part is reported on its line, and how large a part with the right name."""
    listed = list(told)
    there = [(slip, problem) for slip, problem in listed if problem is not None]
    right = [slip for slip, problem in there if meant(problem) == slip.name]
    wrong = {slip.typo: meant(problem) for slip, problem in there if meant(problem) != slip.name}
    figures = f"on their line {share(len(there), len(listed))}, right {share(len(right), len(listed))}, wrong {wrong}"
    say(figures)
    assert len(listed) > 50
    return len(there) / len(listed), len(right) / len(listed)


def test_slips_in_verbs(tmp_path: Path) -> None:
    head = INCIDENT.replace("effects:\n- {tell: Wind.}\n", "effects:\n")
    found = slips(VERBS, VERBS, lambda typo: f"- {{{typo}: world.tension, by: 1}}")
    on_line, right = judge(told_of(tmp_path, head, found))
    assert on_line >= 0.95
    assert right >= 0.9


def test_slips_in_tracks(tmp_path: Path) -> None:
    """Every track that a base card names, in the way in which it is named there."""
    symbols = symbols_of(load(), "concert")
    known = {scope: symbols.members(scope) | frozenset(symbols.agreements) for scope in SCOPES}
    used = {scope: named_in_cards(scope) & symbols.members(scope) for scope in ("world", "state")}
    found = slips(used["world"], known["world"], lambda typo: f"- {{change: world.{typo}, by: 1}}")
    found += slips(used["state"], known["state"], lambda typo: f"- {{change: who.{typo}, by: 1}}")
    head = INCIDENT.replace("effects:\n- {tell: Wind.}\n", "effects:\n")
    on_line, right = judge(told_of(tmp_path, head, found))
    assert on_line >= 0.95
    assert right >= 0.9


def named_in_cards(scope: str) -> set[str]:
    """What stands behind `world.`, or behind the name of a state."""
    owner = "world" if scope == "world" else "(?:who|target|it|about|[a-z])"
    return {name for text in BASE_CARDS for name in re.findall(rf"\b{owner}\.([a-z_]+)(?!\()\b", text)}


@pytest.mark.parametrize(
    ("head", "model"), [(INCIDENT, IncidentCard), (CRISIS, CrisisCard)], ids=["incident", "crisis"]
)
def test_slips_in_fields(head: str, model: type[IncidentCard | CrisisCard], tmp_path: Path) -> None:
    """Every field of a card that a base card has."""
    known = set(model.model_fields)
    used = {name for name in known if any(re.search(rf"^{name}:", text, re.MULTILINE) for text in BASE_CARDS)}
    on_line, right = judge(told_of(tmp_path, head, slips(used, known, lambda typo: f"{typo}: 1")))
    assert on_line >= 0.95
    assert right >= 0.9
