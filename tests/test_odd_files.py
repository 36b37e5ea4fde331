"""What lies where a file is expected: whatever it is, it is read, passed over or refused; nothing waits or swells."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType

import pytest

from alliance_game.authoring.check import baseline
from alliance_game.authoring.trials.files import read_file
from alliance_game.classroom.lessons import find_lesson, lesson_text, read_lesson
from alliance_game.classroom.lessons.pace import known_pace, note_answer
from alliance_game.classroom.quiz import kept, quiz_of
from alliance_game.content import Problems, load, load_in_use, passed
from alliance_game.content.folders import files_in
from alliance_game.content.installed import found_in
from alliance_game.content.languages import texts_in
from alliance_game.content.source import read
from alliance_game.errors import AllianceError, ContentError
from alliance_game.saves import listing, open_save
from alliance_game.saves.pins import Pins
from alliance_game.saves.public_clock import PublicClock, Shown
from alliance_game.saves.stored_rules import library_of
from alliance_game.settings import Settings, load_settings, save_settings
from tests.classroom.test_lessons import plan
from tests.content.packed import manifest
from tests.saves.playing import again, saved
from tests.table import library

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs pipes and limits on memory")
GIGABYTE = 1 << 30
DIGEST = "0" * 64
CARD = "title: Gale\nkind: incident\ntext: Wind.\neffects:\n- {change: world.tension, by: 1}\n"


@contextmanager
def limited() -> Iterator[None]:
    """Nobody waits for ever, and nobody takes a gigabyte more than there is in use."""

    def too_long(number: int, frame: FrameType | None) -> None:
        raise AssertionError("it waits for something that never comes")

    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(120)
    resource.setrlimit(resource.RLIMIT_AS, (used + GIGABYTE, before[1]))
    try:
        yield
    finally:
        signal.alarm(0)
        resource.setrlimit(resource.RLIMIT_AS, before)
        signal.signal(signal.SIGALRM, handler)


@contextmanager
def as_a_guest() -> Iterator[None]:
    """Nothing may be read that the administrator would read all the same."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def folder(path: Path) -> None:
    path.mkdir()


def closed(path: Path) -> None:
    path.write_text("title: Gale\n", encoding="utf-8")
    path.chmod(0)


SPECIAL: dict[str, Callable[[Path], None]] = {
    "folder": folder,
    "pipe": os.mkfifo,
    "loop": lambda path: path.symlink_to(path),
    "lost link": lambda path: path.symlink_to(path.with_name("nowhere")),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "closed": closed,
}
"""What is no file that can be read."""
TEXTS = {
    "empty": b"",
    "blank": b"\n\n \n",
    "nul": b"\x00" * 64,
    "utf16": "title: Gale\n".encode("utf-16"),
    "latin1": "title: Café\n".encode("latin-1"),
    "huge": b"x" * 21_000_000,
}
"""Bytes that no file of ours has."""


def card_in(path: Path) -> str:
    """What is said of a pack in which this is a card."""
    pack = path.parents[2]
    return problems_of(
        lambda problems: [read(each.shown, each.text, problems) for each in files_in(pack, "w/", problems)]
    )


def problems_of(read: Callable[[Problems], object]) -> str:
    """What is noted while something is read."""
    problems = Problems()
    read(problems)
    return "\n".join(map(str, problems))


READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "card": ("packs/winds/cards/mine/gale.yaml", card_in),
    "manifest": ("packs/winds/pack.yaml", lambda path: "\n".join(map(str, found_in(path.parent).problems))),
    "texts": (
        "packs/winds/text/es.yaml",
        lambda path: problems_of(lambda problems: texts_in(path.parents[1], "es", problems)),
    ),
    "card test": (
        "packs/winds/tests/gale.yaml",
        lambda path: problems_of(lambda problems: read_file(path, path.parents[1], problems)),
    ),
    "settings": ("settings.yaml", lambda path: load_settings(path)[1]),
    "lesson": ("lesson.yaml", read_lesson),
    "copy of a lesson": ("monday.lesson", lambda path: find_lesson("monday", path.parent)),
    "save": ("monday.journal", lambda path: open_save(path.parent, "monday", library())),
    "list of saves": ("monday.journal", lambda path: "\n".join(row.problem for row in listing(path.parent))),
    "pins": ("monday.pins", lambda path: Pins(path).has("japan")),
    "clock": ("monday.clock", lambda path: PublicClock(path).read()),
    "quiz": ("concert.quiz", lambda path: kept(quiz_of(library(), "concert", path.parent))),
    "rules": (f"rules/{DIGEST}.json", lambda path: library_of(path.parents[1], DIGEST)),
    "pace": ("pace.txt", known_pace),
    "cache": ("cache/checked.txt", lambda path: passed.have_passed(["a"])),
    "baseline": ("known.json", baseline.read),
}
SILENT = {"clock", "pace", "cache"}
"""Where it is passed over, since the game goes on as well without it."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders in which all those files have their place, a sound pack among them."""
    for name, text in {
        "packs/winds/pack.yaml": manifest("winds"),
        "packs/winds/cards/mine/dead_calm.yaml": CARD.replace("Gale", "Calm"),
        "packs/winds/text/README.md": "",
        "packs/winds/tests/README.md": "",
        "rules/README.md": "",
        "cache/README.md": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "packs"))
    monkeypatch.setattr(passed, "user_cache_path", lambda *_, **__: tmp_path / "cache")
    for each in (tmp_path, *tmp_path.parents[:1]):
        each.chmod(0o755)
    return tmp_path


def said(kind: str, path: Path, *, guest: bool = False) -> str:
    """What is said of a file; nothing where it is passed over."""
    library()
    with limited(), as_a_guest() if guest else nullcontext():
        try:
            found = READERS[kind][1](path)
        except ContentError as error:
            return "\n".join(map(str, error.problems))
        except (AllianceError, PermissionError) as error:
            return str(error)
    return found if isinstance(found, str) else ""


@pytest.mark.parametrize("what", SPECIAL)
@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "rules"])
def test_what_is_no_file_is_never_waited_for(kind: str, what: str, home: Path) -> None:
    path = home / READERS[kind][0]
    path.unlink(missing_ok=True)
    SPECIAL[what](path)
    told = said(kind, path, guest=what == "closed")
    assert told.replace("\n", " ").isprintable()
    assert len(told) < 2_000
    # An empty folder among cards holds no card.
    if kind not in SILENT and what in ("folder", "pipe", "device") and (kind, what) != ("card", "folder"):
        assert told, "nothing is said of it"


@pytest.mark.parametrize("what", TEXTS)
@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "rules"])
def test_bytes_that_are_no_such_file_are_told_or_passed_over(kind: str, what: str, home: Path) -> None:
    path = home / READERS[kind][0]
    path.write_bytes(TEXTS[what])
    told = said(kind, path)
    assert told.replace("\n", " ").isprintable()
    assert len(told) < 2_000


@pytest.mark.parametrize("what", ["pipe", "device", "utf16"])
def test_odd_rules_beside_a_save_are_named(what: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alliance_game.saves.stored_rules.load", library)
    path = home / READERS["rules"][0]
    if what in SPECIAL:
        SPECIAL[what](path)
    else:
        path.write_bytes(TEXTS[what])
    assert path.name in said("rules", path)


def test_what_is_written_beside_a_game_goes_into_files_alone(home: Path) -> None:
    """A pipe is not waited for, and a link in a folder of saves overwrites nobody's letters."""
    letters = home / "letters.txt"
    letters.write_text("Dear Ada\n", encoding="utf-8")
    (home / "monday.clock").symlink_to(letters)
    for name in ("tuesday.clock", "pace.txt", "cache/checked.txt"):
        os.mkfifo(home / name)
    with limited():
        for day in ("monday", "tuesday"):
            PublicClock(home / f"{day}.journal").show(Shown(60, goes=True))
        note_answer("act", 20, home / "pace.txt")
        passed.note("a")
        assert PublicClock(home / "tuesday.journal").read() is None
    assert letters.read_text(encoding="utf-8") == "Dear Ada\n"


def test_a_link_to_itself_is_no_pack(home: Path) -> None:
    loop = home / "loop"
    loop.symlink_to(loop)
    with pytest.raises(ContentError, match="There is no such folder"):
        load_in_use([loop])


LINE_ENDS = {"windows": "\r\n", "none at the end": "\n"}


@pytest.mark.parametrize("kind", LINE_ENDS)
def test_line_ends_make_no_difference(kind: str, home: Path) -> None:
    """What an editor on another system makes of a file is the same file."""
    texts = {
        "packs/winds/cards/mine/gale.yaml": CARD,
        "lesson.yaml": lesson_text(plan()),
        "settings.yaml": "pace: fast\n",
    }
    for name, text in texts.items():
        changed = text.replace("\n", "\r\n") if kind == "windows" else text.rstrip("\n")
        (home / name).write_bytes(changed.encode())
    assert load([home / "packs" / "winds"]).cards["gale"].card.title == "Gale"
    assert read_lesson(home / "lesson.yaml").plan == plan()
    assert load_settings(home / "settings.yaml")[0].pace == "fast"


def test_a_save_as_windows_would_write_it_is_damaged_and_says_so(home: Path) -> None:
    """Whoever sent it through an editor gets back what its mirror has, and is told."""
    whole = saved(home, 3, "monday")
    (home / "monday.journal").write_bytes(whole.replace(b"\n", b"\r\n"))
    assert "monday.journal" in listing(home)[0].problem
    with again(home, "monday") as game:
        assert "monday.journal" in game.recovered
        assert whole.startswith(game.path.read_bytes())


@pytest.mark.parametrize("what", ["folder", "pipe", "loop"])
def test_odd_settings_make_room_for_new_ones(what: str, home: Path) -> None:
    """What lay there is kept beside it, as a file with a fault is."""
    path = home / "settings.yaml"
    SPECIAL[what](path)
    with limited():
        save_settings(Settings("paper"), path)
    assert load_settings(path) == (Settings("paper"), "")
