"""Settings on the screen: seen at once, kept at once, never two things on one key."""

from pathlib import Path

import pytest
from textual.binding import Binding
from textual.pilot import Pilot

from alliance_game.settings import PACES, THEME_NAMES, Settings, load_settings
from alliance_game.tui import actions
from alliance_game.tui.actions import LISTS, Action, catalogue, checked
from alliance_game.tui.app import AllianceApp
from alliance_game.tui.parts.menu import Menu
from alliance_game.tui.parts.roll import Pick
from alliance_game.tui.reading.help import HelpScreen
from alliance_game.tui.settings_screen import KeysScreen, NewKeyScreen, SettingsScreen

from .stage import SMALL, frame, staged


def kept(tmp_path: Path) -> Settings:
    """What the file says."""
    settings, trouble = load_settings(tmp_path / "settings.yaml")
    assert trouble == ""
    return settings


def shown(pilot: Pilot[int]) -> str:
    """The screen as text."""
    return frame(pilot.app)  # type: ignore[arg-type]


async def to(pilot: Pilot[int], name: str) -> None:
    """The cursor of the list of keys to an action."""
    pick = pilot.app.screen.query_one(Pick)
    pick.move([about for _, _, about in pick.places].index(name))
    await pilot.pause()


async def test_colours_change_at_once_and_are_kept(tmp_path: Path) -> None:
    """Round and round, in both directions."""
    async with staged(tmp_path, lambda app: SettingsScreen()) as pilot:
        for theme in (*THEME_NAMES[1:], THEME_NAMES[0]):
            await pilot.press("right")
            assert pilot.app.theme == theme
            assert kept(tmp_path).theme == theme
            assert theme in shown(pilot)
        await pilot.press("left")
        assert pilot.app.theme == THEME_NAMES[-1]
        await pilot.press("1")
        assert pilot.app.theme == THEME_NAMES[0]


async def test_the_pace_changes(tmp_path: Path) -> None:
    """With the arrow keys, a digit or Enter."""
    async with staged(tmp_path, lambda app: SettingsScreen(), settings=Settings()) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        await pilot.press("down", "right")
        assert (app.settings.pace, kept(tmp_path).pace) == ("fast", "fast")
        await pilot.press("enter")
        assert kept(tmp_path).pace == "off"
        assert "all at once" in shown(pilot)
        await pilot.press("2")
        assert kept(tmp_path).pace == "slow"
        assert "a line every 2.5 seconds" in shown(pilot)
        assert app.settings.pace in PACES


async def test_everything_as_usual(tmp_path: Path) -> None:
    """Colours, pace and keys."""
    settings = Settings("paper", "slow", {"codex": "f9"})
    async with staged(tmp_path, lambda app: SettingsScreen(), settings=settings) as pilot:
        assert "1 key changed" in shown(pilot)
        await pilot.press("5")
        assert kept(tmp_path) == Settings()
        assert pilot.app.theme == "chancery"


async def test_it_names_the_file_and_what_is_wrong_in_it(tmp_path: Path) -> None:
    """Until it is written anew."""
    async with staged(tmp_path, lambda app: SettingsScreen()) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        assert "settings.yaml" in shown(pilot).replace("\n", "").replace(" ", "")
        app.complaint = "settings.yaml, line 2: There is no theme 'papper'."
        await pilot.press("4", "escape")
        assert "There is no theme 'papper'." in shown(pilot)
        await pilot.press("1")
        assert "papper" not in shown(pilot)


async def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    """The colours hold all the same."""
    async with staged(tmp_path, lambda app: SettingsScreen()) as pilot:
        app = pilot.app
        assert isinstance(app, AllianceApp)
        (tmp_path / "file").write_text("")
        app.settings_path = tmp_path / "file" / "settings.yaml"
        await pilot.press("right")
        assert "cannot be written" in shown(pilot)
        assert app.theme == "paper"


async def test_a_key_is_changed_by_pressing_it(tmp_path: Path) -> None:
    """It works at once, on every page, and the old one does not any more."""
    async with staged(tmp_path, lambda app: KeysScreen()) as pilot:
        await to(pilot, "help")
        await pilot.press("enter")
        assert "Press the new key for" in shown(pilot)
        await pilot.press("f8")
        assert kept(tmp_path).keys == {"help": "f8"}
        assert "F8 is now the key for: help." in shown(pilot)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, KeysScreen)
        assert "F8 help" in shown(pilot)
        assert "F1 help" not in shown(pilot)
        await pilot.press("f8")
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("end")
        assert "F8  " in shown(pilot)
        assert "F1" not in shown(pilot)
        await pilot.press("f8")
        assert isinstance(pilot.app.screen, KeysScreen)
        await pilot.press("u")
        assert dict(kept(tmp_path).keys) == {}
        assert "As usual: help." in shown(pilot)


async def test_a_key_that_is_taken_is_refused_with_a_sentence(tmp_path: Path) -> None:
    """Digits, keys of the same page, keys of every page, keys that never arrive; Esc leaves everything as it is."""
    async with staged(tmp_path, lambda app: KeysScreen()) as pilot:
        await to(pilot, "usual-key")
        await pilot.press("enter")
        for key, said in (
            ("5", "Digits choose from menus"),
            ("U", "U is the key for 'all usual' (Keys)."),
            ("f1", "F1 is the key for 'help' (everywhere)."),
            ("tab", "Tab goes to the next part of a page."),
            ("shift+tab", "goes to the part of a page before."),
        ):
            await pilot.press(key)
            assert isinstance(pilot.app.screen, NewKeyScreen)
            assert said.lower() in shown(pilot).lower()
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, KeysScreen)
        assert "Nothing was changed." in shown(pilot)
        assert not (tmp_path / "settings.yaml").exists()


async def test_a_usual_key_that_something_else_has_now_is_refused(tmp_path: Path) -> None:
    """Two exchanged keys go back together."""
    settings = Settings(keys={"usual-key": "f8", "usual-keys": "u"})
    async with staged(tmp_path, lambda app: KeysScreen(), settings=settings) as pilot:
        await to(pilot, "usual-key")
        await pilot.press("f8")
        assert "u is the key for 'all usual' (Keys)." in shown(pilot)
        await pilot.press("u")
        assert dict(kept(tmp_path).keys) == {}


@pytest.mark.parametrize("size", [SMALL, (80, 24), (200, 60)])
async def test_the_list_has_every_action(tmp_path: Path, size: tuple[int, int]) -> None:
    """Whatever its page; the cursor can go to each."""
    async with staged(tmp_path, lambda app: KeysScreen(), size) as pilot:
        pick = pilot.app.screen.query_one(Pick)
        assert {about for _, _, about in pick.places} == {action.id for action in catalogue()}
        assert all(sum(piece.width for piece in each) <= pick.room for each in pick.lines)
        assert isinstance(pilot.app.screen.focused, Pick)


async def test_menus_are_left_alone(tmp_path: Path) -> None:
    """A click chooses as a digit does."""
    async with staged(tmp_path, lambda app: SettingsScreen()) as pilot:
        menu = pilot.app.screen.query_one(Menu)
        await pilot.click(menu, offset=(5, 3))
        await pilot.click(menu, offset=(5, 3))
        assert isinstance(pilot.app.screen, KeysScreen)


# The catalogue


def test_every_page_is_in_the_catalogue() -> None:
    """With the actions that this module's pages have."""
    found = {action.id: action for action in catalogue()}
    assert found["help"].usual == ("f1", "question_mark")
    assert found["help"].where == "everywhere"
    assert found["usual-key"].pages == {"Keys"}
    assert found["up"].where == LISTS
    assert all(action.words and action.usual for action in catalogue())


def test_a_name_stands_for_the_same_keys_on_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a line of the settings would mean two things."""
    bindings = [(Binding("x", "go", "go", id="go"), "A"), (Binding("y", "go", "go", id="go"), "B")]
    monkeypatch.setattr(actions, "_bindings", lambda: iter(bindings))
    with pytest.raises(ValueError, match=r"'go' is \('x',\) on \['A'\], but \('y',\) on \['B'\]"):
        catalogue.__wrapped__()


def test_a_file_with_impossible_keys_loses_only_those() -> None:
    """Unknown names get a suggestion, clashes name what has the key."""
    settings, said = checked(Settings(keys={"hepl": "f7", "usual-key": "U", "palette": "f8"}))
    assert dict(settings.keys) == {"palette": "f8"}
    assert "No key does 'hepl'. Did you mean 'help'?" in said
    assert "usual-key: U is the key for 'all usual' (Keys)." in said


def test_exchanged_keys_are_possible_in_a_file() -> None:
    """Each has what the other had."""
    keys = {"usual-key": "U", "usual-keys": "u"}
    assert checked(Settings(keys=keys)) == (Settings(keys=keys), "")


def test_two_actions_on_one_new_key_are_not() -> None:
    """The first one has it."""
    settings, said = checked(Settings(keys={"usual-key": "f8", "usual-keys": "f8"}))
    assert len(settings.keys) == 1
    assert said.count("\n") == 0
    assert "f8 is the key" in said.lower()


def test_only_what_can_be_on_one_page_gets_in_each_others_way() -> None:
    """A letter can mean something else on another page."""
    one, other, both, everywhere, lists = (
        Action(name, name, ("x",), frozenset(pages))
        for name, pages in (("one", ["A"]), ("other", ["B"]), ("both", ["A", "B"]), ("all", []), ("list", [LISTS]))
    )
    assert not one.meets(other)
    assert all(one.meets(each) and each.meets(one) for each in (both, everywhere, lists))


@pytest.mark.parametrize(("keys", "key"), [({}, "F2"), ({"palette": "f8,f9"}, "F8")])
async def test_what_is_wrong_with_the_settings_is_said_at_the_start(
    tmp_path: Path, keys: dict[str, str], key: str
) -> None:
    """In a line that goes away; the page of the settings has the whole."""
    app = AllianceApp(tmp_path, lambda _: SettingsScreen(), Settings(keys=keys))
    app.settings_path, app.complaint = tmp_path / "settings.yaml", "settings.yaml, line 2: There is no pace 'fsat'."
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert [each.message for each in app._notifications] == [
            f"Some of your settings cannot be used: {key}, then Settings, says which."
        ]
        assert "There is no pace 'fsat'." in shown(pilot)
