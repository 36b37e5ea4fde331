"""The page of a debrief: what it says of a game, that it is whole in itself, and that it can be heard and printed."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

import pytest

from alliance_game.classroom.debrief import as_text, debrief, page, turning
from alliance_game.classroom.debrief.account import Account, account_of
from alliance_game.classroom.debrief.effort import burdens, promises
from alliance_game.classroom.debrief.facts import beside, facts
from alliance_game.classroom.debrief.text import WIDTH
from alliance_game.classroom.debrief.turning import Stages, Turning
from alliance_game.cli import main
from alliance_game.describe import ending
from tests.authoring.test_sheets import BROWSER, boxes, chromium
from tests.sim.test_page import Element, read

from .games import SAVES, fishery, play

GAMES = pytest.mark.parametrize("of", ["concert", "fishery"])
A4 = (595.0, 842.0)


@cache
def example() -> Account:
    return account_of(SAVES, "example")


@cache
def turned() -> Turning:
    """A few turning points, quickly."""
    return turning(example().rules, example().steps, 12, stages=Stages(rough=4, promising=4, near=1, final=2))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """A game of other rules, without pledges, led by two people and a bot."""
    folder = tmp_path_factory.mktemp("lake")
    play(folder, fishery(), "lake", scenario="fishery", length="short", seed=1)
    return account_of(folder, "lake")


@pytest.fixture
def account(of: str, lake: Account) -> Account:
    return example() if of == "concert" else lake


@cache
def shown() -> str:
    return page(debrief(example(), turned()))


def html(account: Account) -> str:
    return shown() if account is example() else page(debrief(account))


# What it says


def test_numbers_are_those_of_the_game() -> None:
    """The figures on the page about export: France broke 4 of 7 promises and won."""
    text = as_text(debrief(example()), full=True)
    assert re.search(r"France +17 +17 +3 +4\n", text)
    assert re.search(r"Germany +13 +13 +7 +0\n", text)
    assert re.search(r"Tension +3 +2 +2 +1 +1 +7\n", text)
    assert "Round 5: Japan promised 2 for Cascade breach and gave 0." in text
    assert "1 · France · 24" not in text
    found = example().record.outcome
    assert found is not None
    for line in ending.ranking(example().rules, found)[2:]:
        state, score = line.split(". ")[1].split(", ")[:2]
        assert re.search(rf"{state} · \d · {score.split()[0]} ·", text)


def test_promises_and_burdens_add_up() -> None:
    made = promises(example())
    assert sum(each.word == "broken" for each in made) == 5
    assert all(each.short == (each.said or 0) - (each.given or 0) for each in made if each.word == "broken")
    every = burdens(example())
    assert [each.crisis.card for each in every][:2] == ["regional_conflict", "natural_disaster"]
    assert all(len(each.parts) == 3 and each.fair > 0 for each in every)


def test_agendas_are_opened_and_teams_told_their_own(lake: Account) -> None:
    for account in (example(), lake):
        made = debrief(account)
        teams = {chapter.id: str(chapter) for chapter in made.chapters if chapter.id.startswith("team-")}
        people = [seat for seat in account.seats if account.record.bot(seat) is None] or account.seats
        assert list(teams) == [f"team-{account.record.state(seat)}" for seat in people]
        found = account.record.outcome
        assert found is not None
        for seat in people if found.agendas else ():
            own, others = found.agendas[seat], [each for at, each in enumerate(found.agendas) if at != seat]
            agendas = account.rules.program.symbols.folder.agendas
            told = teams[f"team-{account.record.state(seat)}"]
            assert agendas[own.id].text in told
            assert not [each.id for each in others if each.id != own.id and agendas[each.id].text in told]


def test_questions_stand_beside_facts_that_share_their_words() -> None:
    found = facts(example())
    asked = ["Who broke a promise, and why?", "Did sanctions help anybody?", "Xylophone?"]
    promise, sanctions, nothing = beside(example(), asked, found)
    assert any("promise" in text for text in promise)
    assert any("anctions" in text for text in sanctions)
    assert nothing == []


@GAMES
def test_in_a_terminal_no_line_is_longer_than_eighty_columns(account: Account) -> None:
    for full in (False, True):
        lines = as_text(debrief(account), full=full).splitlines()
        assert max(map(len, lines)) <= WIDTH + 1
    assert len(as_text(debrief(account)).splitlines()) < len(lines)


# The page


@GAMES
def test_nothing_is_fetched_and_nothing_is_run(account: Account) -> None:
    """No address but places in the page itself, no script, no picture from elsewhere."""
    text = html(account)
    assert not [word for word in ("://", "url(", "@import") if word in text]
    found = read(text).all()
    assert {each.tag for each in found} & {"script", "link", "img", "iframe", "object", "embed", "form"} == set()
    ids = [each.attributes["id"] for each in found if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for each in found:
        assert not {name for name in each.attributes if name in ("src", "srcset", "action") or name.startswith("on")}
        if "href" in each.attributes:
            assert each.attributes["href"].removeprefix("#") in ids


@GAMES
def test_it_can_be_heard(account: Account) -> None:
    """A language, landmarks, headings in order, every picture told in words, and a table beside it."""
    root = read(html(account))
    assert root.all("html")[0].attributes["lang"] == "en"
    assert [len(root.all(tag)) for tag in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    levels = [int(each.tag[1]) for each in root.all() if re.fullmatch(r"h\d", each.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    pictures = root.all("svg")
    assert pictures
    for each in pictures:
        assert each.attributes["role"] == "img"
        title, words = each.all("title")[0], each.all("desc")[0]
        assert each.attributes["aria-labelledby"].split() == [title.attributes["id"], words.attributes["id"]]
        assert title.text.strip()
        assert re.search(r"\d", words.text)
    assert all(each.all("caption")[0].text.strip() for each in root.all("table"))
    tables = [each.attributes["aria-label"] for each in root.all(kind="scroll")]
    for figure in root.all("figcaption"):
        assert any(figure.text.startswith(label) for label in tables)


def test_lines_are_told_apart_without_colour() -> None:
    """Each line of a picture has a mark of its own at its points and before its name."""
    text = shown()
    for number in (1, 2, 3):
        marks = set(re.findall(rf'class="point way-{number}"[^>]*>([^<]+)<', text))
        assert len(marks) == 1
    assert len(set(re.findall(r'class="point way-\d"[^>]*>([^<]+)<', text))) >= 3


def test_names_are_never_taken_for_html() -> None:
    evil = "<b>&x"
    made = debrief(example())
    text = page(type(made)(f"Debrief: {evil}", evil, (("States", evil),), made.chapters, (evil,)))
    assert evil not in text
    assert unescape(text).count(evil) >= 4


def test_the_same_game_gives_the_same_page() -> None:
    assert page(debrief(account_of(SAVES, "example"), turned())) == shown()


# The command


@pytest.fixture
def saves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(SAVES, tmp_path / "saves")
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    return tmp_path / "saves"


def test_the_command_writes_a_page_or_prints(saves: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "debrief.html"
    assert main(["debrief", "example", "-o", str(file), "--games", "0"]) == 0
    assert file.read_text(encoding="utf-8") == page(debrief(example()))
    assert capsys.readouterr().out == f"The debrief of example: {file}\n"
    assert main(["debrief", "example", "--games", "0", "--full"]) == 0
    assert capsys.readouterr().out.strip() == as_text(debrief(example()), full=True).strip()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["exampel"], "There is no save 'exampel'. Did you mean 'example'?"),
        (["example", "--games", "-1"], "-1 games cannot be played"),
        (["example", "-o", "nowhere/page.html"], "cannot be written: there is no such folder."),
    ],
)
def test_what_cannot_be_told_is_said(
    words: list[str], said: str, saves: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["debrief", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_damaged_save_is_told_as_far_as_it_goes(
    saves: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Its end is lost, so it is a game that is not over."""
    path = saves / "example.journal"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:50]) + lines[50][:40])
    assert main(["debrief", "example"]) == 2
    assert "'example' is not over" in capsys.readouterr().err
    assert main(["debrief", "example", "--so-far"]) == 0
    assert "The debrief goes as far as" in capsys.readouterr().out.replace("\n", " ")


# In a browser


OWN = re.compile(r"favicon|google\.com|googleapis\.com|gvt1\.com")
"""What Chromium asks for on its own account, whatever page it shows; there is no address in ours at all."""


class Recorder(BaseHTTPRequestHandler):
    """Serves one page, and as a proxy notes whatever else is asked for."""

    text = b""
    asked: list[str] = []  # noqa: RUF012 - made anew for each server

    def do_GET(self) -> None:
        self.asked.append(self.path)
        body = self.text if self.path == "/page.html" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        self.asked.append(self.path)
        self.send_error(502)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def recorded(text: str) -> Iterator[tuple[str, list[str]]]:
    """A server of this page, that is also the only way out: its address, and everything that was asked of it."""
    asked: list[str] = []
    handler = type("Page", (Recorder,), {"text": text.encode(), "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def opened(folder: Path, text: str) -> tuple[str, list[str]]:
    """The page as a browser has it, and what it asked for."""
    with recorded(text) as (address, asked):
        out = chromium(
            folder,
            f"--proxy-server={address}",
            "--dump-dom",
            "--virtual-time-budget=2000",
            f"http://{address}/page.html",
        )
    return out, [path for path in asked if not OWN.search(path)]


@BROWSER
def test_a_browser_asks_for_nothing_else(tmp_path: Path) -> None:
    dom, asked = opened(tmp_path, shown())
    assert asked == ["/page.html"]
    assert "Turning points" in dom
    # What asks would be seen.
    _, asked = opened(
        tmp_path, shown().replace("default-src 'none'", "").replace("</h1>", '</h1><img src="/x.png">', 1)
    )
    assert asked == ["/page.html", "/x.png"]


@BROWSER
def test_on_paper_every_team_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    file, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(shown(), encoding="utf-8")
    chromium(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri())
    pages = boxes(printed.read_bytes())
    sheets = len([each for each in read(shown()).all("section") if "sheet" in each.attributes.get("class", "")])
    assert len(pages) > sheets
    assert sheets == 3 + len(example().seats)


def section(root: Element, name: str) -> Element:
    return next(each for each in root.all("section") if each.attributes["id"] == name)


def test_a_table_is_beside_every_picture_of_a_turning_point() -> None:
    root = section(read(shown()), "turning")
    assert len(root.all("table")) == len(turned().points)
    assert len(root.all("svg")) == len(turned().points)
