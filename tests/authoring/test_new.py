"""Beginning things: what is written passes the check, can be tried, and takes nothing away."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from alliance_game.authoring import skeletons
from alliance_game.authoring.audit.audit import audit
from alliance_game.authoring.new import KINDS
from alliance_game.cli import main
from alliance_game.content import base_folder

from .documented import ROOT

THINGS = [
    ["card", "dock_strike"],
    ["card", "blockade", "--kind", "crisis"],
    ["tactic", "send_pilots"],
    ["agreement", "port_pact"],
    ["agenda", "harbour_master"],
    ["scenario", "regatta"],
    ["ruleset", "old_port"],
    ["patch", "summit"],
    ["patch", "levy"],
    ["patch", "concert", "--kind", "scenario"],
]
EXAMPLE = re.compile(
    r"^( *)# ((?: *- [{a]| *[a-z]+: )(?!.*(?:a_tactic|another_pack|a_path)).*|(?: *)(?:hooks|do|dated|state|add):)$",
    re.MULTILINE,
)
"""A note that is a line of YAML, but for those that name something which is not there."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new pack as it was written; tests work in copies."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as around:
        around.setenv("ALLIANCE_GAME_PACKS", str(folder / "installed"))
        around.chdir(folder)
        begun("pack", "harbour", "--title", "The harbour: a pack")
    return folder / "harbour"


@pytest.fixture
def harbour(made: Path, _in_an_empty_folder: None) -> Path:
    """A new pack of one's own."""
    shutil.copytree(made, "harbour")
    return Path("harbour")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "installed"))
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path / "saves"))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)


def begun(*words: str) -> None:
    assert main(["new", *words]) == 0


def told(pack: str) -> list[str]:
    """What `check` would say of a pack."""
    found = audit([Path(pack)]).problems
    return [str(each) for each in found if each.severity == "error" or each.place.file.startswith(f"{pack}/")]


def test_every_kind_passes_the_check_in_a_pack(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told("harbour") == []
    for words in THINGS:
        begun(*words, "--pack", "harbour")
    assert {words[0] for words in THINGS} | {"pack"} == {*KINDS}
    assert told("harbour") == []
    capsys.readouterr()
    assert main(["test", "harbour"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    files = list(harbour.rglob("*.yaml"))
    assert len(files) > 10
    for path in files:
        line = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
        assert found is not None, path
        assert (path.parent / found[1]).is_file(), path


def test_what_the_notes_show_can_be_written(harbour: Path) -> None:
    """Examples behind # work when the # is taken away."""
    for words in THINGS:
        begun(*words, "--pack", "harbour")
    taken = 0
    for path in [*harbour.glob("cards/*/*.yaml"), *harbour.glob("rules/**/*.yaml"), harbour / "pack.yaml"]:
        text, number = EXAMPLE.subn(r"\1\2", path.read_text(encoding="utf-8"))
        path.write_text(text.replace("its_name", "calm"), encoding="utf-8")
        taken += number
    assert taken > 15
    assert told("harbour") == []


@pytest.mark.usefixtures("harbour")
def test_what_it_says_next_can_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    begun("card", "dock_strike", "--pack", "harbour")
    said = capsys.readouterr()
    assert "harbour/cards/base/dock_strike.yaml" in said.out.splitlines()
    commands = re.findall(r"^  alliance-game (.+)$", said.out, re.MULTILINE)
    assert [line.split()[0] for line in commands[-4:]] == ["check", "preview", "try", "test"]
    assert "It is in the deck of Concert, because it lies in cards/base/." in said.out
    assert said.err == ""
    for line in commands[-4:]:
        if not line.startswith("try"):
            assert main(line.split()) == 0, line


def test_a_patch_changes_what_it_names_and_nothing_else(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun("patch", "summit", "--pack", "harbour")
    path = harbour / "cards" / "base" / "summit.yaml"
    assert capsys.readouterr().out.splitlines()[:2] == ["Written:", str(path)]
    before = audit([]).library.cards["summit"].card
    assert audit([harbour]).library.cards["summit"].card == before
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Summit", "title: Small summit"), encoding="utf-8")
    found = audit([harbour]).library.cards["summit"].card
    assert found == before.model_copy(update={"title": "Small summit"})


def test_of_several_things_with_a_name_the_kind_says_which(harbour: Path) -> None:
    begun("patch", "concert", "--pack", "harbour")
    assert (harbour / "rules" / "concert" / "ruleset.yaml").is_file()
    begun("patch", "concert", "--pack", "harbour", "--kind", "scenario")
    assert (harbour / "rules" / "scenarios" / "concert.yaml").is_file()


def test_without_a_pack_named_it_goes_into_the_one_around(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(harbour / "cards")
    begun("tactic", "send_pilots")
    assert Path("../rules/concert/tactics/send_pilots.yaml").is_file()


def test_a_pack_about_something_else_gets_its_own_names(tmp_path: Path) -> None:
    fishery = shutil.copytree(ROOT / "examples" / "fishery", tmp_path / "fishery")
    for words in (THINGS[0], THINGS[2], THINGS[3], THINGS[5], THINGS[6]):
        begun(*words, "--pack", str(fishery))
    card = (fishery / "cards" / "sea" / "dock_strike.yaml").read_text(encoding="utf-8")
    assert "world.stock" in card
    assert "tension" not in card
    assert (fishery / "rules" / "fishery" / "tactics" / "send_pilots.yaml").is_file()
    assert "extends: fishery" in (fishery / "rules" / "old_port" / "ruleset.yaml").read_text(encoding="utf-8")
    assert told(str(fishery)) == []
    assert main(["test", str(fishery)]) == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["card", "blockade", "--kind", "crisis"], "The ruleset 'fishery' has no crises. Take `--kind incident`."),
        (["agenda", "skipper"], "The ruleset 'fishery' deals no agendas. Name another one with `--ruleset`."),
    ],
)
def test_what_the_rules_do_not_have_is_told(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", *words, "--pack", str(ROOT / "examples" / "fishery")]) == 2
    assert capsys.readouterr().err.strip() == sentence


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["card", "dock_strike"], "The working folder is in no pack. Begin with: alliance-game new pack NAME"),
        (["card", "x", "--pack", "nowhere"], "'nowhere' is no pack. Begin with: alliance-game new pack NAME"),
        (["cards", "x"], "There is no kind 'cards'. Did you mean 'card'?"),
        (["card", "x", "--pack", "harbour", "--kind", "crysis"], "There is no kind of card 'crysis'. Did you mean"),
        (["card", "My Card", "--pack", "harbour"], "Did you mean 'my_card'? The title can be anything: `--title`."),
        (["card", "../x", "--pack", "harbour"], "'../x' is not an id."),
        (["card", "con", "--pack", "harbour"], "Windows has no files called 'con'"),
        (["card", "x", "--pack", "harbour", "--deck", "A b"], "'A b' is not an id"),
        (["card", "x", "--pack", "harbour", "--title", "x" * 61], "A title has 1 to 60 characters"),
        (["card", "x", "--pack", "harbour", "--title", "a\nb"], "A title has 1 to 60 characters"),
        (["card", "piracy", "--pack", "harbour"], "a card 'piracy' already, in cards/base/piracy.yaml. Take another"),
        (["card", "harbour_first", "--pack", "harbour"], "'harbour/cards/base/harbour_first.yaml' is there already"),
        (["tactic", "x", "--pack", "harbour", "--ruleset", "concrt"], "no ruleset 'concrt'. Did you mean 'concert'?"),
        (["tactic", "x", "--pack", "harbour", "--deck", "base"], "`--deck` is for cards and scenarios."),
        (["tactic", "x", "--pack", "harbour", "--kind", "crisis"], "`--kind` is for cards and patches."),
        (["patch", "sumit", "--pack", "harbour"], "There is no definition 'sumit'. Did you mean 'summit'?"),
        (["patch", "sumit", "--pack", "harbour", "--kind", "card"], "There is no card 'sumit'. Did you mean 'summit'?"),
        (["patch", "summit", "--pack", "harbour", "--kind", "cards"], "There is no kind 'cards'. Did you mean 'card'?"),
        (
            ["patch", "harbour_first", "--pack", "harbour"],
            "The card 'harbour_first' is in harbour/cards/base/harbour_first.yaml: change it there.",
        ),
        (["pack", "harbour"], "'harbour' is there already, and nothing is overwritten."),
        (["pack", "other", "--pack", "harbour"], "A new pack is a folder in the working folder: leave out `--pack`."),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(
    words: list[str], sentence: str, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "harbour" in words:
        shutil.copytree(made, "harbour")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["new", *words]) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_broken_card_in_the_pack_is_no_reason_to_stop(harbour: Path) -> None:
    (harbour / "cards" / "base" / "half.yaml").write_text("title: [", encoding="utf-8")
    begun("card", "dock_strike", "--pack", "harbour")
    assert (harbour / "cards" / "base" / "dock_strike.yaml").is_file()


def test_a_folder_that_cannot_be_written_is_told(harbour: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(harbour / "cards")
    (harbour / "cards").write_text("not a folder", encoding="utf-8")
    capsys.readouterr()
    assert main(["new", "card", "dock_strike", "--pack", "harbour"]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("'harbour/cards/base/dock_strike.yaml' cannot be written")
    assert len(said.splitlines()) == 1


@pytest.mark.usefixtures("harbour")
def test_a_folder_that_nobody_deals_from_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    begun("card", "dinghy", "--pack", "harbour", "--deck", "yachts")
    assert "No scenario deals from cards/yachts/: it comes only" in capsys.readouterr().out
    begun("scenario", "races", "--pack", "harbour", "--deck", "yachts")
    begun("card", "ferry", "--pack", "harbour", "--deck", "yachts")
    assert "It is in the deck of Races, because it lies in cards/yachts/." in capsys.readouterr().out


def test_any_title_is_written_so_that_it_is_read_back(harbour: Path) -> None:
    titles = ["No", "Stop: now", "# 1", "“Enough”", "Ça va", "'quoted'", "a - b", "null"]
    for number, title in enumerate(titles):
        begun("card", f"card_{number}", "--pack", "harbour", "--title", title)
    begun("agreement", "odd", "--pack", "harbour", "--title", "Stop: now")
    found = audit([harbour])
    assert found.library.rulesets["concert"].tactics["sign_odd"].about == "Two states sign Stop: now."
    assert [found.library.cards[f"card_{number}"].card.title for number in range(len(titles))] == titles
    assert [str(problem) for problem in found.problems] == []


def test_every_kind_passes_the_check_in_a_checkout(tmp_path: Path) -> None:
    """In a copy of this checkout: the command must not touch the real one. A patch is for packs."""
    top = tmp_path / "checkout"
    for part in ("cards", "rules", "schema"):
        shutil.copytree(base_folder() / part, top / part)
    (top / "src").mkdir()
    (top / "src" / "alliance_game").symlink_to(Path(skeletons.__file__).parents[2])
    things = [words for words in THINGS if words[0] != "patch"]
    script = (
        "import sys; from alliance_game.cli import main\n"
        f"for words in {things!r}: assert main(['new', *words]) == 0, words\n"
        "sys.exit(main(['check', '--strict']))"
    )
    environment = {"PYTHONPATH": str(top / "src"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=top / "cards", env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (top / "rules" / "concert" / "tactics" / "send_pilots.yaml").is_file()
    assert not (top / "tests").exists()
    first = (top / "cards" / "base" / "dock_strike.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schema/card.schema.json"
