"""Packs in the user's own folder, which every game has unless they are broken."""

import os
from pathlib import Path

import pytest

from alliance_game.content import InUse, load, load_in_use, packs_folder, with_needs
from alliance_game.content.installed import looked_at
from alliance_game.errors import ContentError

from .packed import written

CARD = "title: {0}\nkind: incident\ntext: A gust.\neffects:\n- {{change: world.tension, by: 1}}\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of installed packs."""
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def used(found: InUse) -> list[str]:
    """The ids of the packs in use."""
    return sorted(each.name for each in found.used)


def refused(found: InUse) -> dict[str, list[str]]:
    """For every refused pack: its problems."""
    return {each.name: [str(problem) for problem in each.problems] for each in found.refused}


def test_the_folder_of_packs_is_the_users_own_or_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_PACKS", "relative")
    assert packs_folder() == Path("relative").absolute()
    monkeypatch.delenv("ALLIANCE_GAME_PACKS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert packs_folder().name == "packs"
    assert packs_folder().parent.name == "alliance-game"


def test_without_packs_there_is_the_base_content(home: Path) -> None:
    assert load_in_use() == InUse(load(), (), ())
    home.rmdir()
    assert load_in_use() == InUse(load(), (), ())


def test_installed_packs_are_in_use_and_given_ones_too(home: Path, tmp_path: Path) -> None:
    written(home, "winds", {"cards/base/gust.yaml": CARD.format("Gust")})
    given = written(tmp_path, "rain", {"cards/base/shower.yaml": "extends: gust\ntitle: Shower\n"}, needs="[winds]")
    found = load_in_use([given])
    assert (used(found), refused(found)) == (["rain", "winds"], {})
    assert found.library.cards["shower"].card.text == "A gust."
    assert {name for name, _ in found.library.cards_of("concert")} >= {"gust", "shower"}
    assert found.library == load(found.folders)


def test_load_itself_knows_nothing_of_installed_packs(home: Path) -> None:
    written(home, "winds")
    assert load().packs == {}


def test_a_broken_pack_is_refused_whole_with_all_its_problems_and_the_others_are_played(home: Path) -> None:
    bad = written(home, "bad", {"cards/a/a.yaml": "title: A\n", "cards/a/b.yaml": CARD.format("B") + "tgas: []\n"})
    written(home, "good", {"cards/a/c.yaml": CARD.format("C")})
    found = load_in_use()
    assert used(found) == ["good"]
    assert refused(found) == {
        "bad": [
            f"{bad}/cards/a/a.yaml:1:1: error[missing-field]: The file lacks `kind`: it is `crisis` or `incident`.",
            f"{bad}/cards/a/b.yaml:6:1: error[unknown-field]: The file has no field `tgas`. Did you mean 'tags'?",
        ]
    }
    assert "b" not in found.library.cards
    assert found.library == load(found.folders)


def test_what_needs_a_refused_pack_is_refused_too(home: Path) -> None:
    written(home, "winds", {"cards/a/a.yaml": "title: A\n"})
    gales = written(home, "gales", needs="[winds]")
    found = load_in_use()
    assert used(found) == []
    assert refused(found)["gales"] == [
        (
            f"{gales}/pack.yaml:4:9: error[missing-pack]: 'gales' needs the pack 'winds', which is not there. "
            "Put it beside the other packs, or name its folder with `--pack`."
        )
    ]


def test_a_pack_that_breaks_what_another_wrote_is_the_one_that_is_refused(home: Path) -> None:
    """Its patch is sound, but cards of the base content need the track that it takes away."""
    written(home, "a_user", {"cards/a/a.yaml": CARD.format("A")})
    patch = "patch: concert\nremove: [tracks.world.rival]\n"
    written(home, "breaker", {"rules/breaker/ruleset.yaml": patch})
    found = load_in_use()
    assert used(found) == ["a_user"]
    assert any("rules/concert/" in line for line in refused(found)["breaker"])


def test_of_two_packs_that_do_not_go_together_one_is_used(home: Path) -> None:
    written(home, "calm", conflicts="[storm]")
    written(home, "storm")
    found = load_in_use()
    assert used(found) == ["calm"]
    assert "error[pack-conflict]: 'calm' cannot be used with the pack 'storm'" in refused(found)["storm"][0]


def test_given_packs_come_before_installed_ones_that_do_not_go_with_them(home: Path, tmp_path: Path) -> None:
    written(home, "calm", {"cards/a/gust.yaml": CARD.format("Calm gust")})
    given = written(tmp_path, "storm", {"cards/b/gust.yaml": CARD.format("Gust")}, conflicts="[calm]")
    found = load_in_use([given])
    assert used(found) == ["storm"]
    assert list(refused(found)) == ["calm"]
    assert found.library.cards["gust"].card.title == "Gust"


def test_a_given_pack_takes_the_place_of_the_installed_one_of_its_id(home: Path, tmp_path: Path) -> None:
    written(home, "winds", {"cards/a/gust.yaml": "broken: ["})
    given = written(tmp_path, "winds", {"cards/a/gust.yaml": CARD.format("Gust")}, version="2")
    found = load_in_use([given])
    assert [(each.folder, each.pack.version if each.pack else "") for each in found.used] == [(given, "2")]
    assert found.refused == ()


def test_a_given_pack_that_is_broken_stops(home: Path, tmp_path: Path) -> None:
    written(home, "winds", {"cards/a/a.yaml": "title: A\n"})
    given = written(tmp_path, "rain", {"cards/b/b.yaml": "title: B\n"})
    with pytest.raises(ContentError) as caught:
        load_in_use([given])
    assert [problem.place.file for problem in caught.value.problems] == [f"{given}/cards/b/b.yaml"]  # type: ignore[attr-defined]
    looked = looked_at([given])
    assert (used(looked), sorted(refused(looked))) == ([], ["rain", "winds"])
    assert [line.split(": ")[0] for line in refused(looked)["rain"]] == [f"{given}/cards/b/b.yaml:1:1"]


def test_an_installed_pack_says_who_it_is(home: Path) -> None:
    (home / "bare" / "cards").mkdir(parents=True)
    (home / "notes").mkdir()
    (home / ".git").mkdir()
    (home / "README.md").write_text("Packs.")
    assert refused(load_in_use()) == {
        "bare": [
            (
                f"{home}/bare/pack.yaml:1:1: error[missing-file]: "
                "An installed pack needs a `pack.yaml` that says who it is."
            )
        ],
        "notes": [f"{home}/notes:1:1: error[not-a-pack]: A pack is a folder with `rules` or `cards` inside."],
    }


def test_the_name_of_an_installed_folder_is_free(home: Path) -> None:
    written(home, "winds").rename(home / "winds-1.0")
    assert used(load_in_use()) == ["winds"]


def test_two_installed_packs_of_one_id_are_one(home: Path) -> None:
    written(home, "winds").rename(home / "winds-old")
    written(home, "winds")
    found = load_in_use()
    assert used(found) == ["winds"]
    assert "error[duplicate-id]: The pack 'winds' is there twice" in refused(found)["winds"][0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be read")
def test_a_folder_that_cannot_be_read_stops_no_game(home: Path) -> None:
    home.chmod(0)
    try:
        assert "unreadable" in str(refused(load_in_use()))
    finally:
        home.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_stops_no_game(home: Path) -> None:
    home.rmdir()
    home.write_text("")
    assert refused(load_in_use()) == {
        "home": [f"{home}:1:1: error[unreadable]: The folder of packs cannot be read (Not a directory)."]
    }


def test_what_packs_need_is_found_among_the_installed_ones(home: Path, tmp_path: Path) -> None:
    winds = written(home, "winds")
    gales = written(home, "gales", needs="[winds]")
    written(home, "other")
    given = written(tmp_path, "rain", needs="[gales, missing]")
    assert with_needs([given]) == [gales, winds, given]
    assert with_needs([tmp_path / "nowhere"]) == [tmp_path / "nowhere"]
