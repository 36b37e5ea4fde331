"""Cards on paper: all of them, whole, in letters that fit, and measured in a real browser."""

import json
import re
import shutil
import subprocess
import zlib
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from alliance_game.authoring.sheets import PAPERS, Paper, paper_named, printable
from alliance_game.authoring.sheets.face import Answer, Face
from alliance_game.authoring.sheets.fitting import HEIGHT, SIZES, height_of, lines_of, size_for
from alliance_game.authoring.sheets.page import bodies, heads, page, printed
from alliance_game.authoring.sheets.paper import CARD
from alliance_game.content import load
from alliance_game.definitions import Library
from alliance_game.definitions.base import FrozenDict
from alliance_game.errors import UnknownName
from tests.sim.test_page import read
from tests.table import library

FISHERY = Path(__file__).parents[2] / "examples" / "fishery"
PAPER = pytest.mark.parametrize("paper", PAPERS.values(), ids=list(PAPERS))
HOSTILE = '<script>alert("&1")</script>'
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
BROWSER = pytest.mark.skipif(not CHROMIUM, reason="needs Chromium (apt-get install chromium)")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage"),
)
LETTERS = "Wherever the envoys of seven reluctant governments meet, someone counts the chairs twice. "


@cache
def faces() -> tuple[Face, ...]:
    """All cards of both games."""
    return printable(load([FISHERY])).faces


def face(story: int = 100, answers: int = 2, effect: int = 40, letters: str = LETTERS, **changed: object) -> Face:
    """A card with texts of these lengths."""

    def text(length: int) -> str:
        return (letters * (length // len(letters) + 1))[:length].strip() or "nothing"

    choices = tuple(Answer(text(40), "1 coin", text(effect), text(40), n == 0) for n in range(answers))
    plain = Face("a_card", "A card", False, "Incident", ("hard", "cyber"), text(story), (text(60),), choices, "", 1)
    return replace(plain, **changed)  # type: ignore[arg-type]


LONG = (
    face(),
    face(600, 0),
    face(600, 3, 200),
    face(600, 7, 120),
    face(600, 7, 600),
    face(600, 7, 3000),
    face(300, 4, 100, "WWWW MMMM @@@@ %%%% "),
    face(600, 2, 100, "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherungsgesellschaft"),
    face(200, 2, 60, "危機が来る。誰も答えない。"),
    face(title="The exceedingly long title of a card that somebody needed, 60"[:60], copies=9),
)
"""From short to far too long, in wide letters, without spaces, in letters that nobody measured."""


# What is printed


def test_every_copy_of_every_card_is_printed() -> None:
    found = Counter(card.foot.split(" · ")[0] for each in faces() for card in printed(each))
    content = load([FISHERY]).cards
    assert found == {name: held.card.copies for name, held in content.items()}


def test_a_face_says_what_the_card_does() -> None:
    found = {each.id: each for each in faces()}
    snap = found["snap_election"]
    assert (snap.title, snap.kind, snap.tags, snap.copies) == ("Snap election", "Incident", (), 1)
    assert snap.story.startswith("The coalition in this state has broken over fish.")
    assert snap.lines == ("It is about the state with the lowest support.", "First: support −1.")
    assert [(answer.text, answer.price, answer.fallback) for answer in snap.answers] == [
        ("Postpone", "", True),
        ("Vote now", "", False),
    ]
    assert snap.answers[0].effect == "standing −1"
    attack = found["cyber_attack"]
    assert (attack.kind, attack.tags) == ("Crisis", ("hard", "cyber"))
    assert attack.lines == ("It hits the state with the lowest might.", "It starts with: severity 3.")
    assert found["cut_nets"].answers[0].condition == "money is 2 or more"
    assert found["storm"].condition == "“storm warning” is set"


def test_everything_on_a_face_is_on_the_page() -> None:
    root = read(page(faces(), PAPERS["a4"]))
    cards = {}
    for article in root.all("article"):
        foot = article.all("p", "foot")[0].text.split(" · ")[0]
        cards[foot] = " ".join(part.text.strip() for part in article.all() if part.text.strip())
    for each in faces():
        text = cards[each.id]
        for wanted in (each.title, each.kind, *each.tags, each.story, *each.lines):
            assert wanted in text
        for answer in each.answers:
            assert answer.text in text
            assert answer.effect in text
            assert answer.price in text


def test_one_deck_by_its_folder_or_by_its_name() -> None:
    both = load([FISHERY])
    assert {each.id for each in printable(both, "sea").faces} == {n for n, c in both.cards.items() if c.deck == "sea"}
    folders = {folder for each in both.scenarios.values() for folder in each.decks.get("events", ())}
    assert {each.id for each in printable(both, "events").faces} == {
        name for name, held in both.cards.items() if held.deck in folders
    }
    assert {"base", "antiquity"} < folders
    with pytest.raises(UnknownName, match="Did you mean 'base'"):
        printable(both, "bas")


def test_cards_that_no_scenario_plays_with_are_named() -> None:
    bare = replace(library(), scenarios=FrozenDict({"practice": library().scenarios["practice"]}), digest="")
    found = printable(bare)
    assert len(found.faces) == 1
    assert {each.id for each in found.faces} | set(found.idle) == set(library().cards)


def test_paper_has_a_name() -> None:
    assert paper_named("A4") is PAPERS["a4"]
    with pytest.raises(UnknownName, match="There are: a4, letter"):
        paper_named("a5")


# Where it lies


@PAPER
def test_nine_cards_lie_side_by_side_on_the_paper(paper: Paper) -> None:
    places = [paper.place(number) for number in range(9)]
    for left, top in places:
        assert min(left, top) >= 0
        assert left + CARD[0] <= paper.width
        assert top + CARD[1] <= paper.height
    assert len(set(places)) == 9
    assert places[1][0] - places[0][0] == pytest.approx(63.5)
    assert places[3][1] - places[0][1] == pytest.approx(88.9)
    assert places[0][0] == pytest.approx(paper.width - places[2][0] - CARD[0])


@PAPER
def test_cut_marks_point_at_every_edge_and_cross_no_card(paper: Paper) -> None:
    marks = list(paper.marks())
    right, bottom = paper.left + 3 * CARD[0], paper.top + 3 * CARD[1]
    for x1, y1, x2, y2 in marks:
        assert min(x1, y1) >= 0
        assert x2 <= paper.width
        assert y2 <= paper.height
        inside = paper.left < (x1 + x2) / 2 < right and paper.top < (y1 + y2) / 2 < bottom
        assert not inside
    upright = {round(x1, 2) for x1, _, x2, _ in marks if x1 == x2}
    level = {round(y1, 2) for _, y1, _, y2 in marks if y1 == y2}
    edges = [paper.place(number) for number in range(9)]
    assert upright == {round(edge, 2) for left, _ in edges for edge in (left, left + CARD[0])}
    assert level == {round(edge, 2) for _, top in edges for edge in (top, top + CARD[1])}


@PAPER
def test_sheets_hold_nine_cards_each(paper: Paper) -> None:
    root = read(page(faces(), paper))
    counts = [len(sheet.all("article")) for sheet in root.all("section")]
    total = sum(each.copies for each in faces())
    assert counts == [9] * (total // 9) + ([total % 9] if total % 9 else [])


# Letters that fit


def test_letters_step_down_as_texts_grow() -> None:
    cards = (face(40, 1, 20), face(500, 2, 80), face(600, 3, 90))
    sizes = [size_for([*heads(each), *bodies(each)]) for each in cards]
    assert None not in sizes
    assert sizes == sorted(sizes, key=lambda size: -(size or 0))
    assert len(set(sizes)) == 3
    assert sizes[0] == SIZES[0]


@pytest.mark.parametrize("long", LONG)
def test_nothing_is_cut_however_long(long: Face) -> None:
    """What does not fit one card goes on with the next, and no word is lost."""
    cards = list(printed(long))
    for card in cards:
        assert height_of(card.blocks, card.size) <= HEIGHT
    parts = [block for card in cards[:: long.copies] for block in card.blocks if block.kind not in ("kind", "title")]
    if long.copies == 1:
        said = " ".join(f"{block.bold} {block.text}" for card in cards for block in card.blocks[2:])
        assert said.split() == " ".join(f"{block.bold} {block.text}" for block in bodies(long)).split()
    assert parts


def test_more_words_take_more_lines() -> None:
    block = next(iter(bodies(face(600, 0))))
    lines = [lines_of(block, size) for size in SIZES]
    assert lines == sorted(lines, reverse=True)
    assert lines[0] > lines[-1] > 5


def test_nothing_that_an_author_wrote_is_html() -> None:
    text = page([face(title=HOSTILE, kind=HOSTILE, story=200, letters=HOSTILE)], PAPERS["letter"], HOSTILE)
    assert "<script" not in text.lower()
    assert text.count("&lt;script&gt;") > 4
    root = read(text)
    for tag in ("script", "link", "img"):
        assert not root.all(tag)
    assert "url(" not in text


# In a browser


def chromium(folder: Path, *arguments: str) -> str:
    """What Chromium says; a profile of its own, so that it asks nobody anything."""
    line = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=True, timeout=120).stdout


MEASURE = """<script>
const found = [...document.querySelectorAll(".text")].map(text => ({
  room: text.clientHeight, high: text.scrollHeight, wide: text.scrollWidth - text.clientWidth,
  foot: text.parentElement.querySelector(".foot").getBoundingClientRect().top - text.getBoundingClientRect().bottom}));
document.body.innerHTML = "<pre>" + JSON.stringify(found) + "</pre>";
</script></body>"""


def measured(folder: Path, text: str, font: str = "") -> list[dict[str, float]]:
    """How high and wide the text on each card is, and its room; with another font, if one is named."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", MEASURE)
    if font:
        text = re.sub(r"font-family: [^;]*;", f'font-family: "{font}";', text)
    file = folder / "measured.html"
    file.write_text(text, encoding="utf-8")
    found = re.search(r"<pre>(.*)</pre>", chromium(folder, "--dump-dom", file.as_uri()), re.DOTALL)
    assert found is not None
    read_: list[dict[str, float]] = json.loads(found[1])
    return read_


@BROWSER
@pytest.mark.parametrize("font", ["", "DejaVu Sans"])
def test_no_card_overflows(font: str, tmp_path: Path) -> None:
    """The cards of both games, and texts of all lengths, in the font of the page and in a wide one."""
    every = [*faces(), *LONG]
    found = measured(tmp_path, page(every, PAPERS["a4"]), font)
    assert len(found) == sum(len(list(printed(each))) for each in every)
    assert [each for each in found if each["high"] > each["room"] or each["wide"] > 0 or each["foot"] < 0] == []


@BROWSER
@PAPER
def test_the_printed_pages_are_the_sheets(paper: Paper, tmp_path: Path) -> None:
    """As many pages as sheets, each as large as the paper."""
    file, printed_ = tmp_path / "cards.html", tmp_path / "cards.pdf"
    text = page(faces(), paper)
    file.write_text(text, encoding="utf-8")
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed_}", file.as_uri())
    sizes = boxes(printed_.read_bytes())
    assert len(sizes) == text.count("<section")
    for width, height in sizes:
        assert width * 25.4 / 72 == pytest.approx(paper.width, abs=0.3)
        assert height * 25.4 / 72 == pytest.approx(paper.height, abs=0.3)


def boxes(pdf: bytes) -> list[tuple[float, float]]:
    """The size of every page of a PDF, in points."""
    parts = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    pages = [page_ for part in parts for page_ in re.findall(rb"/Type\s*/Page\b[^s].*?(?=/Type|\Z)", part, re.DOTALL)]
    found = [re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page_) for page_ in pages]
    return [(float(box[1]), float(box[2])) for box in found if box is not None]


def test_the_library_is_not_changed() -> None:
    content: Library = library()
    before = content.cards
    printable(content)
    assert content.cards is before
