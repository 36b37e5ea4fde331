"""``text export`` and ``text status``, and ``--lang``."""

from pathlib import Path

import pytest

from alliance_game.cli import main
from alliance_game.cli.tongue import first
from alliance_game.content.languages import mark_of, texts_in
from alliance_game.content.problems import Problems
from alliance_game.wording import ENGLISH, spoken
from tests.content.packed import written

GUST = 'title: Gust\nkind: incident\ntext: "A gust."\neffects:\n- {change: world.tension, by: 1}\n'


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code of a command, and what it wrote."""
    code = main(arguments)
    return code, *capsys.readouterr()


@pytest.fixture
def winds(tmp_path: Path) -> Path:
    """A pack with one card."""
    return written(tmp_path, "winds", {"cards/base/gust.yaml": GUST})


def test_a_language_begins_as_a_file_with_every_text_under_its_english(
    winds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = winds / "text" / "fr.yaml"
    assert told(capsys, "text", "export", "fr", "--title", "français", "--pack", str(winds)) == (
        0,
        f"Written: {path}\n",
        "",
    )
    assert path.read_text(encoding="utf-8").splitlines()[2:] == [
        'title: "français"',
        "texts:",
        "  # Gust",
        "  card.gust.title:",
        f'    mark: "{mark_of("Gust")}"',
        '    text: ""',
        "  # A gust.",
        "  card.gust.text:",
        f'    mark: "{mark_of("A gust.")}"',
        '    text: ""',
    ]
    assert told(capsys, "text", "status", "--pack", str(winds)) == (0, "fr  0 of 2 texts\n", "")
    code, out, _ = told(capsys, "text", "status", "fr", "--full", "--pack", str(winds))
    assert (code, out.splitlines()[1:]) == (1, ["    missing: card.gust.title", "    missing: card.gust.text"])


def test_what_is_translated_stays_and_what_changed_is_marked(winds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = winds / "text" / "fr.yaml"
    main(("text", "export", "fr", "--pack", str(winds)))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('text: ""', 'text: "Rafale, «oui»"'), encoding="utf-8")
    (winds / "cards" / "base" / "gust.yaml").write_text(GUST.replace("A gust.", "A strong gust."))
    main(("text", "export", "fr", "--pack", str(winds)))
    kept = texts_in(winds, "fr", Problems())
    assert kept is not None
    assert {each.text for each in kept[1].texts.values()} == {"Rafale, «oui»"}
    assert kept[1].texts["card.gust.text"].mark == mark_of("A gust.")
    note = f"  # The English was changed: look at the text again, then write `mark: {mark_of('A strong gust.')}`."
    assert note in path.read_text(encoding="utf-8").splitlines()
    capsys.readouterr()
    assert told(capsys, "text", "status", "--pack", str(winds))[1] == "fr  1 of 2 texts, 1 out of date\n"


def test_a_text_whose_english_is_gone_is_named(winds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = winds / "text" / "fr.yaml"
    path.parent.mkdir()
    path.write_text('title: français\ntexts:\n  card.breeze.title: {mark: "0a1b2c3d", text: Brise}\n')
    err = told(capsys, "text", "export", "fr", "--pack", str(winds))[2]
    assert "At the end of the file, since their English is gone: card.breeze.title." in err
    assert path.read_text(encoding="utf-8").endswith('  card.breeze.title:\n    mark: "0a1b2c3d"\n    text: "Brise"\n')


def test_a_file_that_cannot_be_read_is_not_written_over(winds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = winds / "text" / "fr.yaml"
    path.parent.mkdir()
    path.write_text("title: [\n")
    assert told(capsys, "text", "export", "fr", "--pack", str(winds))[0] == 1
    assert path.read_text() == "title: [\n"


@pytest.mark.parametrize("language", ["en", "French", "../fr", ""])
def test_what_is_no_other_language_is_refused(language: str, winds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "text", "export", language, "--pack", str(winds))
    assert (code, out) == (2, "")
    assert err == f"'{language}' is no other language: write a code such as 'fr' or 'pt-BR'.\n"


def test_the_base_content_is_complete_in_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "text", "status", "es")
    assert (code, err) == (0, "")
    assert out.endswith(": complete\n")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["list", "--lang", "es", "bots"], ["--lang", "es", "list", "bots"]),
        (["list", "--lang=es"], ["--lang=es", "list"]),
        (["list"], ["list"]),
        (["codex", "--", "--lang"], ["codex", "--", "--lang"]),
        (["list", "--lang"], ["--lang", "list"]),
    ],
)
def test_the_language_may_stand_anywhere(given: list[str], wanted: list[str]) -> None:
    assert first(given) == wanted


def test_a_language_holds_for_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Pacto bilateral" in told(capsys, "--lang", "es", "codex", "bilateral_pact")[1]
    assert spoken() is ENGLISH
    assert "Bilateral pact" in told(capsys, "codex", "bilateral_pact")[1]


def test_an_unknown_language_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "list", "bots", "--lang", "ess") == (
        2,
        "",
        "There is no language 'ess'. Did you mean 'es'?\n",
    )


def test_settings_hold_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings.yaml"
    settings.write_text("language: es\n")
    monkeypatch.setenv("ALLIANCE_GAME_SETTINGS", str(settings))
    assert "Pacto bilateral" in told(capsys, "codex", "bilateral_pact")[1]
    assert "Bilateral pact" in told(capsys, "--lang", "en", "codex", "bilateral_pact")[1]
