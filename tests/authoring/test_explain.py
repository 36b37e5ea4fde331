"""Pages: one for every code, readable at 80 columns, and true: the failing example fails, the mended one does not."""

from pathlib import Path

import pytest

from alliance_game.authoring.audit.codes import CODES as FOUND_BY_AUDIT
from alliance_game.authoring.check import pages
from alliance_game.errors import AllianceError, UnknownName

from .examples import (
    BATCHES,
    CARDS,
    CODES,
    OTHERS,
    RULESETS,
    SHOWN,
    Finding,
    audited,
    encoded,
    found,
    laid_out,
    lay_out,
    read_alone,
)
from .written_codes import written_codes

BAD = sorted((Path(__file__).parents[1] / "content" / "bad").glob("*.yaml"))


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    written = written_codes()
    assert written - CODES == set()
    assert CODES - written == set()


def test_every_code_of_the_corpus_of_mistakes_has_a_page() -> None:
    given = {
        line.split("[", 1)[1].split("]", 1)[0]
        for path in BAD
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("# expect: ")
    }
    assert len(given) > 50
    assert given - CODES == set()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_page_fits_on_80_columns_and_says_something(code: str) -> None:
    page = pages.page(code)
    lines = list(pages.explained(code))
    assert max(map(len, lines)) <= 80
    assert lines[0] == f"{code} ({page.severity}): {page.title}"
    assert page.about.count(".") >= 2
    if code in SHOWN:
        assert lines[lines.index(f"  {page.faulty}") + (page.line or 0)].startswith(f"  >{page.line:>4}")
        assert page.faulty in page.failing


def test_the_list_has_every_code_once_on_80_columns() -> None:
    lines = list(pages.listed())
    assert [line.split()[0] for line in lines] == sorted(CODES)
    assert max(map(len, lines)) <= 80


def test_an_unknown_code_gets_a_suggestion() -> None:
    with pytest.raises(UnknownName, match=r"There is no code 'unknown-trak'\. Did you mean 'unknown-track'\?"):
        pages.page("unknown-trak")


def test_the_marked_line_of_the_mended_example_is_the_one_that_changed() -> None:
    lines = list(pages.explained("unknown-verb"))
    assert [line for line in lines if line.startswith("  >")] == [
        "  >   5  - {chnge: world.tension, by: 1}",
        "  >   5  - {change: world.tension, by: 1}",
    ]


def test_a_page_that_is_wrong_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "odd.yaml").write_text("title: Odd\nabout: It is odd.\n", encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("title: [\n", encoding="utf-8")
    monkeypatch.setattr(pages, "_files", lambda: {"odd": tmp_path / "odd.yaml", "worse": tmp_path / "worse.yaml"})
    with pytest.raises(AllianceError, match=r"odd\.yaml"):
        pages.page("odd")
    with pytest.raises(AllianceError, match=r"worse.yaml:1:8: error\[open-bracket\]"):
        pages.page("worse")


@pytest.mark.parametrize("codes", BATCHES.values(), ids=BATCHES)
def test_every_failing_card_gives_exactly_its_code_at_its_line(codes: list[str], tmp_path: Path) -> None:
    """All in one pack: no fault hides or makes another, except that errors keep the audit from looking at all."""
    expected = laid_out(tmp_path, codes)
    assert len(expected) >= 5
    assert found(audited(tmp_path), tmp_path) == expected


def test_no_mended_card_has_a_problem(tmp_path: Path) -> None:
    laid_out(tmp_path, CARDS, mended=True)
    assert found(audited(tmp_path), tmp_path) == []


@pytest.mark.parametrize("code", [code for code in RULESETS if code not in FOUND_BY_AUDIT])
def test_a_failing_ruleset_gives_exactly_its_code_at_its_line(code: str) -> None:
    page = SHOWN[code]
    assert found(read_alone(page.failing)) == [(page.faulty, page.line, code, page.severity)]
    assert found(read_alone(page.mended)) == []


@pytest.mark.parametrize("code", [*OTHERS, *sorted(FOUND_BY_AUDIT.keys() & RULESETS.keys()), "heavy-card"])
def test_an_example_by_itself_is_what_its_page_says(code: str, tmp_path: Path) -> None:
    page = SHOWN[code]
    assert by_itself(code, tmp_path) == ([(page.faulty, page.line, code, page.severity)], [])


def by_itself(code: str, folder: Path) -> tuple[list[Finding], list[Finding]]:
    """What is found in the failing and in the mended example as a reader would try it: one pack, the whole audit."""
    page = SHOWN[code]
    failing, mended = lay_out(folder / "failing", page.raw()), lay_out(folder / "mended", encoded(page.mended))
    return found(audited(failing), failing), found(audited(mended), mended)


@pytest.mark.nightly
@pytest.mark.parametrize("code", sorted(SHOWN))
def test_every_failing_example_by_itself_is_what_its_page_says(code: str, tmp_path: Path) -> None:
    """The mended ones have no problem together, nor any by itself that is more than a card."""
    page = SHOWN[code]
    lay_out(tmp_path, page.raw())
    assert found(audited(tmp_path), tmp_path) == [(page.faulty, page.line, code, page.severity)]
