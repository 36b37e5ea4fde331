"""Whole games as lines of text."""

import io
import re
from pathlib import Path

import pytest

from alliance_game.engine import view
from alliance_game.plain import Console, play, retell
from alliance_game.plain.session import Session
from alliance_game.saves import open_save, replay
from alliance_game.saves.pins import Pins

from .script import Keyboard, first_possible, game_of, sit_down

LIMIT = re.compile(r"You can say 0 to (\d+)")
BOXES = re.compile(r"[\u2500-\u257f\u2580-\u259f]")


@pytest.fixture(scope="module")
def bots_only(tmp_path_factory: pytest.TempPathFactory) -> str:
    keyboard = Keyboard([])
    assert sit_down(game_of(tmp_path_factory.mktemp("saves"), "planner,greedy,planner", seed=3), keyboard) == 0
    return keyboard.text


def test_bots_alone_play_to_the_end(bots_only: str) -> None:
    for part in ("== Round 1 of 8 ==", "-- Diplomacy --", "After round 1:", "== The end =="):
        assert part in bots_only
    assert bots_only.count("== Round ") <= 8
    assert "The secret agendas:" in bots_only
    assert "Alliance grade: " in bots_only


def test_agendas_are_opened_at_the_end_only(bots_only: str) -> None:
    before, _, after = bots_only.partition("== The end ==")
    opened = re.findall(r"^  \w+: (\w+)\. ", after.partition("The secret agendas:")[2], re.MULTILINE)
    assert len(opened) == 3
    assert not any(f"{title}." in before for title in opened)


def test_the_transcript_is_plain_text(bots_only: str) -> None:
    assert BOXES.search(bots_only) is None
    assert "\x1b" not in bots_only
    assert "!" not in bots_only
    assert max(len(line) for line in bots_only.splitlines() if "journal" not in line) < 80


def test_reasons_are_in_quotes_and_sealed_ones_wait_for_the_reveal(bots_only: str) -> None:
    assert bots_only.count("“") == bots_only.count("”")
    sealed = bots_only.split("-- Commitment --")[1].split("-- Resolution --")[0]
    assert "commits" in sealed
    assert "(sealed)" not in sealed


def test_one_person_is_never_sent_away(tmp_path: Path) -> None:
    keyboard = Keyboard(["quit"])
    assert sit_down(game_of(tmp_path, "you,planner"), keyboard) == 0
    assert "Pass the keyboard" not in keyboard.text
    assert "You lead France." in keyboard.text


@pytest.mark.parametrize("seats", ["you,planner,planner", "you,planner,you", "you,you"])
def test_people_play_to_the_end(tmp_path: Path, seats: str) -> None:
    keyboard = Keyboard([], first_possible)
    assert sit_down(game_of(tmp_path, seats, seed=5, length="lesson"), keyboard) == 0
    assert "== The end ==" in keyboard.text
    assert len(keyboard.pages) > 40


def test_menus_have_at_most_seven_entries_and_no_boxes(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    sit_down(game_of(tmp_path, "you,you,random,random,random,random", seed=2, length="lesson"), keyboard)
    for page, _ in keyboard.pages:
        numbers = [int(number) for number in re.findall(r"^  (\d+)  ", page, re.MULTILINE)]
        assert max(numbers, default=0) <= 7
        assert BOXES.search(page) is None


def test_the_hand_over_shows_a_name_and_nothing_else(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    sit_down(game_of(tmp_path, "you,you", seed=5, length="lesson"), keyboard, is_terminal=True)
    hand_overs = [page for page, _ in keyboard.pages if "Pass the keyboard" in page]
    assert len(hand_overs) > 10
    assert "France: you; Germany: you." in hand_overs[0]
    assert "Secret agenda of" not in hand_overs[0]
    for page in hand_overs[1:]:
        cleared = page.rpartition("\x1b[2J\x1b[3J\x1b[H")[2]
        assert re.fullmatch(r"Pass the keyboard to (France|Germany)\.\n", cleared)


def pages_by_owner(keyboard: Keyboard) -> list[tuple[str, str]]:
    """Whose screen it was, and what stood on it, for every prompt but the hand-overs."""
    found, owner = [], ""
    for page, _ in keyboard.pages:
        shown = page.rpartition("\x1b[2J\x1b[3J\x1b[H")[2]
        if (passed := re.search(r"Pass the keyboard to (\w+)", shown)) is not None:
            owner = passed[1]
        else:
            found.append((owner, shown))
    return found


OTHER = {"France": "Germany", "Germany": "France"}


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    keyboard = Keyboard([], first_possible)
    game = game_of(tmp_path_factory.mktemp("saves"), "you,you", seed=5, length="lesson")
    sit_down(game, keyboard, is_terminal=True)
    return pages_by_owner(keyboard)


def test_agendas_stay_with_their_owners(two_people: list[tuple[str, str]], tmp_path: Path) -> None:
    game = game_of(tmp_path, "you,you", seed=5, length="lesson")
    folder = game.position.rules.program.symbols.folder
    texts = {}
    for seat, name in enumerate(OTHER):
        texts[name] = folder.agendas[view(game.position, seat).agenda or ""].text
    game.close()
    assert texts["France"] != texts["Germany"]
    whole = {name: " ".join(" ".join(page for owner, page in two_people if owner == name).split()) for name in OTHER}
    for name, other in OTHER.items():
        assert texts[name] in whole[name]
        assert texts[other] not in whole[name]


def test_a_sealed_answer_is_not_shown_to_the_other(two_people: list[tuple[str, str]]) -> None:
    asked = [(owner, page) for owner, page in two_people if "in secret" in page]
    assert {owner for owner, _ in asked} == set(OTHER)
    for owner, page in asked:
        assert f"{OTHER[owner]} commits" not in page.rpartition("-- Commitment --")[2]


def test_a_game_can_be_told_again(tmp_path: Path) -> None:
    keyboard = Keyboard([])
    game = game_of(tmp_path, "planner,planner", seed=3, length="lesson")
    sit_down(game, keyboard)
    output = io.StringIO()
    assert retell(replay(tmp_path, game.name), output) == 0
    told, played = (
        text[text.index("== Round 1") :].split("\nThe game is saved")[0]
        for text in (output.getvalue() + "\nThe game is saved", keyboard.text)
    )
    assert told.strip() == played.strip()


def test_a_game_that_is_told_again_half_way_keeps_its_secrets(tmp_path: Path) -> None:
    game = game_of(tmp_path, "planner,planner", seed=3, length="lesson")
    with game:
        session = Session(game, _console(Keyboard([])))
        while game.position.cells[0] < 3:
            session.step()
        titles = [agenda.title for agenda in game.position.rules.program.symbols.folder.agendas.values()]
        output = io.StringIO()
        assert retell(replay(tmp_path, game.name, to=len(game.moves)), output) == 0
    assert "After round 2:" in output.getvalue()
    assert not any(f"{title}." in output.getvalue() for title in titles)


def test_after_the_end_of_input_the_game_goes_on(tmp_path: Path) -> None:
    keyboard = Keyboard(["5", "3"])
    game = game_of(tmp_path, "you,planner", seed=1)
    assert sit_down(game, keyboard) == 0
    last = " ".join(keyboard.text.rpartition("The game is saved")[2].split())
    assert f"{game.path}. Go on with: alliance-game continue {game.name}" in last
    moves = len(game.moves)
    again = Keyboard(["quit"])
    with open_save(tmp_path, game.name) as resumed:
        assert len(resumed.moves) == moves
        assert Session(resumed, _console(again)).play() == 0
    assert "== Round 1" in again.text


def test_who_leaves_takes_the_secrets_off_the_screen(tmp_path: Path) -> None:
    keyboard = Keyboard(["", "agenda"])
    sit_down(game_of(tmp_path, "you,you"), keyboard, is_terminal=True)
    assert "Secret agenda of" in keyboard.text
    assert keyboard.text.rpartition("\x1b[2J\x1b[3J\x1b[H")[2].startswith("The game is saved")


def test_nobody_clears_the_screen_of_one_person(tmp_path: Path) -> None:
    keyboard = Keyboard(["agenda"])
    sit_down(game_of(tmp_path, "you,planner"), keyboard, is_terminal=True)
    assert "\x1b" not in keyboard.text


def test_a_game_that_goes_on_is_told_from_the_beginning_of_its_round(tmp_path: Path) -> None:
    with game_of(tmp_path, "you,planner,you", seed=5) as game:
        session = Session(game, _console(Keyboard([], first_possible)))
        while game.position.cells[0] < 2 or len(game.moves) % 3:
            session.step()
    with open_save(tmp_path, game.name) as resumed:
        again = Session(resumed, _console(Keyboard([])))
        for seat, mark in again.sitting.marks.items():
            assert (first := again.sitting.told(seat)[mark].entry).kind == "round"
            assert first.new == 2


def test_what_stood_after_the_round_is_not_said_twice(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    sit_down(game_of(tmp_path, "you,planner", seed=5, length="lesson"), keyboard)
    rounds = 0
    for page, _ in keyboard.pages:
        found = re.findall(r"^(  )?((?:Tension|France|Germany|Score so far).*\d.*)$", page, re.MULTILINE)
        after, before = ({line for indent, line in found if bool(indent) is inside} for inside in (True, False))
        if "After round" in page:
            rounds += 1
            assert not after <= before
    assert rounds > 2


def test_questions_that_were_not_put_are_named(tmp_path: Path) -> None:
    keyboard = Keyboard([], lambda page: str(most[1]) if (most := LIMIT.search(page)) else first_possible(page))
    sit_down(game_of(tmp_path, "you,planner", seed=11), keyboard)
    assert re.search(r"^France had nothing left to (pledge|commit): 0 on [A-Z]", keyboard.text, re.MULTILINE)


def test_a_proposal_is_told_once(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    sit_down(game_of(tmp_path, "you,planner,planner", seed=5), keyboard)
    asked = [page for page, _ in keyboard.pages if "  1  Agree\n" in page]
    assert asked
    for page in asked:
        assert len(re.findall(r"^\w+ proposes.*", page.rpartition("ends its turn.")[2], re.MULTILINE)) == 1


def test_one_does_not_read_what_one_answered_in_secret_twice(tmp_path: Path) -> None:
    keyboard = Keyboard([], first_possible)
    sit_down(game_of(tmp_path, "you,planner", seed=5, length="lesson"), keyboard)
    assert "France commits" in keyboard.text
    assert "(sealed)" not in keyboard.text


def _console(keyboard: Keyboard) -> Console:
    return Console(keyboard.read, keyboard.output, is_terminal=False)


def test_ctrl_c_is_one_message(tmp_path: Path) -> None:
    def pressed(prompt: str) -> str:
        raise KeyboardInterrupt

    output = io.StringIO()
    with game_of(tmp_path, "you,planner") as game:
        assert play(game, input=pressed, output=output, is_terminal=False) == 0
    after = output.getvalue().rpartition("End the turn")[2].strip()
    assert after.startswith("The game is saved")
    assert "Traceback" not in after
    assert "\n\n" not in after


def test_ctrl_c_between_moves_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with game_of(tmp_path, "planner,planner") as game:
        session = Session(game, _console(Keyboard([])))

        def pressed() -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(session, "step", pressed)
        assert session.play() == 0


def test_a_pin_is_asked_for_in_plain_play_too(tmp_path: Path) -> None:
    with game_of(tmp_path, "you,you") as game:
        first = game.position.rules.states
        Pins(game.path).put(first[0].id, "4711")
        Pins(game.path).put(first[1].id, "4712")
        keyboard = Keyboard(["", "1234", "", "quit"])
        Session(game, _console(keyboard)).play()
    assert "That is not the PIN." in keyboard.text
    assert "Secret agenda of" not in keyboard.text
