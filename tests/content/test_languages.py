"""Content in another language: found by its keys, shown where it fits, and the same game all the same."""

import shutil
from pathlib import Path
from random import Random

import pytest

from alliance_game.authoring.audit.audit import audit
from alliance_game.content import base_folder, catalogue_of, digest_of, languages, load, load_in_use, load_sources
from alliance_game.content.installed import learn_installed
from alliance_game.content.languages import available, in_spoken, learn_packs, mark_of, translatable
from alliance_game.engine import Position, apply, chronicle, decision, new_game
from alliance_game.errors import ContentError, UnknownName
from alliance_game.saves import create, open_save
from alliance_game.wording import Catalogue, Rendering, speaking, spoken
from tests.content.lake import LAKE
from tests.content.packed import pack, written
from tests.table import library

GUST = 'title: Gust\nkind: incident\ntext: "A gust hits {who}."\nwho: any\neffects:\n- {change: world.tension, by: 1}\n'
EMPTY = Catalogue("es", "español")


def texts(*entries: tuple[str, str, str]) -> str:
    """A file of texts: the name of each, its English and its Spanish."""
    rows = "".join(f'  {name}: {{mark: "{mark_of(english)}", text: "{said}"}}\n' for name, english, said in entries)
    return f"title: español\ntexts:\n{rows}"


RIGHT = (("card.gust.title", "Gust", "Ráfaga"), ("card.gust.text", "A gust hits {who}.", "Una ráfaga azota {who}."))


def gusts(folder: Path, *entries: tuple[str, str, str], name: str = "es") -> Path:
    """A pack with a card and its texts in another language."""
    return written(folder, "winds", {"cards/base/gust.yaml": GUST, f"text/{name}.yaml": texts(*entries)})


def found(folder: Path) -> list[tuple[str, int, str]]:
    """What the audit finds in a pack: code, line and hint."""
    every = audit([folder]).problems
    return [(each.code, each.place.line, each.hint) for each in every if str(folder) in each.place.file]


def finished(position: Position) -> Position:
    """The game, played to its end by lot."""
    lot = Random(4)
    while (asked := decision(position)) is not None:
        position, _ = apply(position, lot.choice([*asked.moves]), asked.seat)
    return position


def test_english_and_spanish_are_the_languages() -> None:
    assert available() == {"en": "English", "es": "español"}
    english, spanish = catalogue_of("en"), catalogue_of("es")
    assert (english.title, english.sentences) == ("English", {})
    assert (spanish.title, spanish.sentences["The game is over."]) == ("español", "La partida ha terminado.")
    assert "card.piracy.title" in spanish.renderings


@pytest.mark.parametrize("name", ["se", "ES", "", "../text/es", "interface", "es.yaml"])
def test_an_unknown_language_is_answered_with_a_suggestion(name: str) -> None:
    """Nothing but a language's code is ever looked for on the disk."""
    with pytest.raises(UnknownName, match=f"There is no language '{name}'"):
        catalogue_of(name)


@pytest.mark.parametrize("broken", ["text/es.yaml", "text/interface/es/saves.yaml"])
def test_a_language_with_a_broken_file_is_listed_and_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    shutil.copytree(base_folder() / "text", tmp_path / "text")
    (tmp_path / broken).write_text("title: [\n")
    (tmp_path / "text" / "Notes.yaml").write_text("title: Not a language\n")
    monkeypatch.setattr(languages, "base_folder", lambda: tmp_path)
    assert available() == {"en": "English", "es": "es" if broken == "text/es.yaml" else "español"}
    with pytest.raises(ContentError, match=f"{broken}:1:"):
        catalogue_of("es")


def test_every_text_is_called_by_the_way_to_it() -> None:
    names = {each.name: each.spot.text for each in translatable(library(), "")}
    assert names["card.snap_election.choices.vote_now.text"] == "Vote now"
    assert names["tactic.concert.withdrawal.forms.pact.title"] == "Leave a pact"
    assert names["scenario.first_steps.guide.notes.2.title"] == "A card asks you"
    assert names["ruleset.concert.blocks.election.do.1.then.1.tell"].startswith("{s} votes")
    assert len(names) == sum(1 for _ in translatable(library(), ""))


def test_a_track_without_a_title_gets_one_in_another_language() -> None:
    lake = load_sources(LAKE)
    names = {each.name: each for each in translatable(lake)}
    untitled = [name for name in names if name.startswith("ruleset.lake.tracks.") and name.endswith(".title")]
    assert untitled
    every = {name: Rendering(each.mark, f"¡{each.spot.text}") for name, each in names.items()}
    with speaking(Catalogue("xx", "x", {}, every)):
        said = in_spoken(lake)
    again = {each.name: each.spot.text for each in translatable(said)}
    assert {name: again[name] for name in untitled} == {name: every[name].text for name in untitled}


def test_the_game_is_the_same_in_every_language() -> None:
    every = {each.name: Rendering(each.mark, f"¡{each.spot.text}") for each in translatable(library())}
    with speaking(Catalogue("xx", "x", {}, every)):
        said = in_spoken(library())
    assert (said.digest, said.sources) == (library().digest, library().sources)
    assert digest_of(said.sources) == said.digest
    here, there = (finished(new_game(each, seed=11, length="lesson")) for each in (library(), said))
    assert here.cells == there.cells
    assert [entry.kind for entry in chronicle(here)] == [entry.kind for entry in chronicle(there)]


def test_a_saved_game_is_opened_in_the_language_that_is_spoken(tmp_path: Path) -> None:
    with create(library(), ("you", "you"), tmp_path, seed=3, states=2) as game:
        name = game.name
    renderings = {
        f"scenario.concert.states.{state}.title": Rendering(mark_of(state.capitalize()), state.upper())
        for state in ("france", "germany")
    }
    with speaking(Catalogue("xx", "x", {}, renderings)), open_save(tmp_path, name) as game:
        assert [state.title for state in game.position.rules.states] == ["FRANCE", "GERMANY"]
    with open_save(tmp_path, name) as game:
        assert [state.title for state in game.position.rules.states] == ["France", "Germany"]


def test_what_a_ruleset_has_from_another_it_has_in_the_other_language_too() -> None:
    heir = "extends: lake\ntitle: Pond\nabout: A smaller lake.\n"
    files = {**LAKE, **pack("ponds", {"rules/pond/ruleset.yaml": heir})}
    both = load_sources(files)
    mine = [each.name for each in translatable(both, "ponds")]
    assert mine == ["ruleset.pond.title", "ruleset.pond.about"]
    lake = [each for each in translatable(both) if each.name.startswith("tactic.lake.")]
    with speaking(Catalogue("xx", "x", {}, {each.name: Rendering(each.mark, "¡") for each in lake})):
        said = in_spoken(both)
    tactics = said.rulesets["pond"].tactics.values()
    assert tactics
    assert {tactic.title for tactic in tactics} == {"¡"}


def test_a_pack_brings_its_own_texts(tmp_path: Path) -> None:
    folder = gusts(tmp_path, *RIGHT)
    with speaking(EMPTY):
        assert load_in_use([folder]).library.cards["gust"].card.title == "Ráfaga"
        assert spoken().renderings["card.gust.title"].text == "Ráfaga"
        assert load([folder]).cards["gust"].card.text == "Una ráfaga azota {who}."
    assert load([folder]).cards["gust"].card.title == "Gust"


def test_a_pack_that_is_refused_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither before anybody knows whether it can be used, nor when it is known."""
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path))
    folder = gusts(tmp_path, *RIGHT)
    with speaking(EMPTY):
        learn_installed()
        assert spoken().renderings["card.gust.title"].text == "Ráfaga"
        (folder / "cards" / "base" / "broken.yaml").write_text("title: [\n")
        assert [each.name for each in load_in_use().refused] == ["winds"]
        assert not spoken().renderings
        (folder / "pack.yaml").unlink()
        learn_installed()
        assert not spoken().renderings


def test_an_older_text_is_not_shown(tmp_path: Path) -> None:
    folder = gusts(tmp_path, ("card.gust.title", "Breeze", "Brisa"), RIGHT[1])
    with speaking(EMPTY):
        learn_packs([folder])
        card = load([folder]).cards["gust"].card
    assert (card.title, card.text) == ("Gust", "Una ráfaga azota {who}.")


def test_a_broken_file_of_texts_leaves_the_pack_in_english(tmp_path: Path) -> None:
    folder = gusts(tmp_path, *RIGHT)
    (folder / "text" / "es.yaml").write_text("title: [\n")
    with speaking(EMPTY):
        assert load_in_use([folder]).library.cards["gust"].card.title == "Gust"


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        (RIGHT, []),
        (RIGHT[:1], [("untranslated", 1, "`alliance-game text export` puts them into the file.")]),
        (
            (("card.gust.title", "Breeze", "Brisa"), RIGHT[1]),
            [("out-of-date", 3, f"Look at it again, then write `mark: {mark_of('Gust')}`.")],
        ),
        ((*RIGHT, ("card.gast.title", "x", "x")), [("no-such-text", 5, "Did you mean 'card.gust.title'?")]),
        ((RIGHT[0], (*RIGHT[1][:2], "Una ráfaga.")), [("bad-placeholder", 4, "Put it where the sentence needs it.")]),
        (
            (RIGHT[0], (*RIGHT[1][:2], "{quien}")),
            [("bad-placeholder", 4, "Write {who}: names in braces stay English.")],
        ),
        ((RIGHT[0], (*RIGHT[1][:2], "")), [("untranslated", 4, "Write it between the quotes.")]),
        ((RIGHT[0], (*RIGHT[1][:2], "{who}, {whom}")), [("bad-placeholder", 4, "Leave it out.")]),
        (((*RIGHT[0][:2], "R" * 61), RIGHT[1]), [("too-long", 3, "Say it shorter.")]),
    ],
)
def test_the_audit_looks_at_texts(
    tmp_path: Path, entries: tuple[tuple[str, str, str], ...], wanted: list[tuple[str, int, str]]
) -> None:
    assert found(gusts(tmp_path, *entries)) == wanted


def test_where_a_card_is_broken_nothing_is_said_of_its_texts(tmp_path: Path) -> None:
    folder = gusts(tmp_path, *RIGHT)
    (folder / "cards" / "base" / "gust.yaml").write_text(GUST.replace("who: any", "who: all"))
    assert [code for code, _, _ in found(folder)] == ["unknown-word"]


def test_a_file_that_is_no_language_is_not_passed_over(tmp_path: Path) -> None:
    folder = gusts(tmp_path, *RIGHT, name="spanish_texts")
    assert found(folder) == [("unexpected-file", 1, "Call it by the language: es.yaml, pt-BR.yaml.")]
