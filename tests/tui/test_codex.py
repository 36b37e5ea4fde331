"""The codex: every word opens, letters narrow the list, what is named leads on and back."""

from pathlib import Path

import pytest

from alliance_game.describe.topics import KINDS, Codex, Topic
from alliance_game.errors import UnknownName
from alliance_game.tui.reading.codex import CodexScreen
from alliance_game.tui.table.screen import TableScreen
from tests.table import Table, library
from tests.tui.moments import at
from tests.tui.playing import to_the_question

from .played import page, played_fishery
from .stage import SMALL, USUAL, WIDE, frame, staged

RULES = Table().rules


def words(screen: CodexScreen) -> str:
    return "\n".join("".join(piece.text for piece in each).rstrip() for each in screen.text.lines)


def shown(screen: CodexScreen) -> str:
    assert screen.topic is not None
    return screen.topic.term


def test_every_entry_thing_and_number_has_a_topic() -> None:
    codex = Codex(RULES)
    folder = RULES.program.symbols.folder
    assert {each.kind for each in codex.topics} <= set(KINDS)
    assert {each.name for each in codex.topics if each.kind == "tactic"} == set(folder.tactics)
    assert {each.name for each in codex.topics if each.kind == "agenda"} == set(folder.agendas)
    assert {each.name for each in codex.topics if each.kind == "card"} == {card.id for card in RULES.program.cards}
    own = {each.name for each in codex.topics if each.entry is None or each.kind != "idea"}
    everywhere = {name for folder in RULES.library.rulesets.values() for name in (*folder.tactics, *folder.agreements)}
    everywhere |= {name for folder in RULES.library.rulesets.values() for name in folder.agendas}
    elsewhere = (everywhere | set(RULES.library.cards)) - own
    assert {id(each.entry) for each in codex.topics if each.entry} == {
        id(each) for name, each in RULES.library.codex.items() if (each.of or name) not in elsewhere
    }


def test_every_topic_has_words_and_leads_somewhere_that_exists() -> None:
    codex = Codex(RULES)
    for topic in codex.topics:
        assert codex.topic(topic.term) is topic
        assert codex.text(topic) or codex.facts(topic)
        assert all(each in codex.topics for each in codex.see(topic))


def test_what_a_thing_does_is_written_from_its_rules() -> None:
    codex = Codex(RULES)
    said = " ".join(sentence for fact in codex.facts(codex.topic("levy")) for sentence in fact.sentences)
    assert "Possible if support is 2 or more. Effect: coins +3; support −2. Once a round for each state." in said
    titles = [fact.title for fact in codex.facts(codex.topic("tactic withdrawal"))]
    assert "Leave a pact" in titles
    pact = " ".join(sentence for fact in codex.facts(codex.topic("agreement pact")) for sentence in fact.sentences)
    assert "Who fails in the duty: " in pact
    assert "trust with the partner −3" in pact
    agenda = " ".join(sentence for fact in codex.facts(codex.topic("guarantor")) for sentence in fact.sentences)
    marks = RULES.program.symbols.folder.agendas["guarantor"].marks["standard"]
    assert f"{marks.full} or more: 8 points at the end; {marks.part} or more: 4 points." in agenda
    tension = " ".join(sentence for fact in codex.facts(codex.topic("tension")) for sentence in fact.sentences)
    assert "From 0 to 10. It begins with 3. Lower is better." in tension
    assert "Changed by cards: Arms race, Calm." in tension


def test_words_of_other_games_are_left_out() -> None:
    fishery = Codex(played_fishery().rules)
    assert not [topic for topic in fishery.topics if topic.name in RULES.program.symbols.folder.tactics]
    assert fishery.topic("grudge").kind == "track"
    with pytest.raises(UnknownName):
        fishery.topic("mediation")


@pytest.mark.parametrize("size", [SMALL, USUAL, WIDE])
async def test_every_entry_fits_the_page(tmp_path: Path, size: tuple[int, int]) -> None:
    screen = CodexScreen(RULES, "pact")
    async with staged(tmp_path, lambda app: screen, size) as pilot:
        await pilot.pause()
        assert "Pact, agreement" in page(pilot)
        for topic in screen.codex.topics:
            screen.open(topic)
            assert max(sum(piece.width for piece in each) for each in screen.text.lines) <= screen.text.room
        lists = screen.finder.pick.lines
        assert max(sum(piece.width for piece in each) for each in lists) <= screen.finder.pick.room


async def test_letters_narrow_the_list_and_the_entry_follows(tmp_path: Path) -> None:
    screen = CodexScreen(RULES)
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press(*"media")
        await pilot.pause()
        assert shown(screen) == "tactic mediation"
        assert "Mediation, tactic" in page(pilot)
        await pilot.press(*["backspace"] * 5, *"agenda")
        await pilot.pause()
        found = [each[2] for each in screen.finder.pick.places if isinstance(each[2], Topic)]
        assert {each.name for each in found if each.kind == "agenda"} == set(RULES.program.symbols.folder.agendas)
        assert len(found) < 20
        await pilot.press("down")
        await pilot.pause()
        assert shown(screen) == "agenda banker"
        await pilot.press(*"xyz")
        await pilot.pause()
        assert "Nothing fits." in page(pilot)
        assert shown(screen) == "agenda banker"


async def test_from_entry_to_entry_and_back(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "levy")
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        await pilot.press("tab", *["down"] * 30)
        assert screen.text.about == screen.codex.see(screen.codex.topic("levy"))[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert shown(screen) == "track state support"
        assert screen.finder.pick.about == screen.topic
        await pilot.press("backspace")
        await pilot.pause()
        assert shown(screen) == "tactic levy"
        await pilot.press("backspace")
        assert shown(screen) == "tactic levy"


async def test_letters_typed_while_reading_go_to_the_list(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "levy")
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        await pilot.press("tab", *"pirac")
        await pilot.pause()
        assert shown(screen) == "card piracy"
        assert screen.finder.pick.has_focus


async def test_a_click_on_what_is_named_opens_it(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "piracy")
    async with staged(tmp_path, lambda app: screen, WIDE) as pilot:
        await pilot.pause()
        row, column, about = screen.text.places[0]
        await pilot.click(screen.text, offset=(column + 3, row))
        await pilot.pause()
        assert screen.topic == about


async def test_an_unknown_word_leads_to_the_nearest(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "mediaton")
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        assert shown(screen) == "tactic mediation"
        assert "Did you mean 'mediation'?" in " ".join(words(screen).split())
        await pilot.press("down")
        await pilot.pause()
        assert "Did you mean" not in words(screen)


async def test_a_word_like_nothing_opens_the_codex_all_the_same(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "qqqqqqq")
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.pause()
        assert "There is no entry 'qqqqqqq'." in " ".join(words(screen).split())


async def test_escape_goes_back_at_once(tmp_path: Path) -> None:
    screen = CodexScreen(RULES, "levy")
    async with staged(tmp_path, lambda app: screen) as pilot:
        await pilot.press(*"pact", "escape")
        await pilot.pause()
        assert pilot.app.screen is not screen


async def test_the_codex_opens_at_the_tactic_under_the_cursor_and_help_begins_with_it(tmp_path: Path) -> None:
    table = TableScreen(at(tmp_path, "turn"))
    async with staged(tmp_path, lambda app: table) as pilot:
        await to_the_question(pilot, table)
        await pilot.press("2")
        tactic = table.tactics.tactic
        title = library().rulesets["concert"].tactics[tactic].title
        await pilot.press("f1")
        await pilot.pause()
        assert title in frame(table.app).split("Keys on this page")[0]
        await pilot.press("escape")
        await pilot.press("c")
        codex = pilot.app.screen
        assert isinstance(codex, CodexScreen)
        assert codex.topic is not None
        assert codex.topic.term == f"tactic {tactic}"
