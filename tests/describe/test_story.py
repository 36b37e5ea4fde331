"""How a game was won or lost: every claim of the three sentences against the positions and the chronicle."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from alliance_game.bots import bot
from alliance_game.describe import causes, events, leads, story
from alliance_game.engine import Entry, Position, apply, decision, new_game, outcome, view
from alliance_game.engine.layout import ROUND
from alliance_game.engine.outcome import Outcome, standing_scores

from ..engine.games import Setting, random_game
from ..engine.lab import RULESET, lab

LEAN = Setting("fishery", 2, difficulty="lean", options=("poachers",))
GAMES = [
    *(("random", Setting("concert", 4), seed) for seed in range(12)),
    *(("random", Setting("concert", 2), seed) for seed in range(6)),
    *(("random", Setting("concert", 5, difficulty="gentle", options=("fog",)), seed) for seed in range(4)),
    *(("random", Setting("practice", 4), seed) for seed in range(4)),
    *(("random", Setting("fishery", 3), seed) for seed in range(4)),
    *(("random", LEAN, seed) for seed in (14, 15)),
    *(("planner", Setting("concert", 4), seed) for seed in range(10)),
    *(("planner", Setting("concert", 2), seed) for seed in range(4)),
    *(("planner", Setting("fishery", 4), seed) for seed in range(4)),
    *(("greedy", Setting("fishery", 3), seed) for seed in range(4)),
]


def played(setting: Setting, name: str, seed: int) -> Iterator[Position]:
    """The positions of a game led by bots of one kind."""
    position = setting.game(seed)
    leaders = [bot(name, seed) for _ in range(setting.states)]
    yield position
    while (asked := decision(position)) is not None:
        looked = view(position, asked.seat)
        position, _ = apply(position, leaders[asked.seat].choose(looked, looked.decisions[0]).move, asked.seat)
        yield position


@cache
def passed(name: str, setting: Setting, seed: int) -> tuple[Position, ...]:
    return tuple(random_game(setting, seed) if name == "random" else played(setting, name, seed))


@pytest.fixture(params=GAMES, ids=lambda game: f"{game[0]}-{game[1]}-{game[2]}")
def game(request: pytest.FixtureRequest) -> tuple[Position, ...]:
    return passed(*request.param)


def told(position: Position) -> story.Story:
    found = story.story(view(position, 0))
    assert found is not None
    return found


def ended(position: Position) -> Outcome:
    found = outcome(position)
    assert found is not None
    return found


def number(text: str) -> int:
    return int(text.replace("−", "-"))


def states(position: Position, text: str) -> set[int]:
    """The seats that a list of states names."""
    titles = [state.title for state in position.rules.states]
    found = re.split(", | and ", text)
    assert set(found) <= set(titles), text
    return {titles.index(each) for each in found}


def entries(position: Position, kind: str) -> list[Entry]:
    return [entry for entry in view(position, 0).chronicle if entry.kind == kind]


def test_there_are_enough_games_of_every_kind() -> None:
    assert len(GAMES) >= 50
    reasons = [ended(passed(*each)[-1]).reason for each in GAMES]
    assert {"finished", "collapse", "practice", "empty"} <= set(reasons)
    assert reasons.count("collapse") >= 10
    assert reasons.count("finished") >= 8


def test_every_sentence_is_one_and_has_no_holes(game: tuple[Position, ...]) -> None:
    for sentence in told(game[-1]):
        assert re.fullmatch(r"[A-Z].*[^. ]\.", sentence)
        assert not re.search(r"  | ,|None|[_{}\[\]<>!]|\bid\b", sentence), sentence
        assert len(sentence) < 280


def test_all_seats_read_the_same_and_nobody_before_the_end(game: tuple[Position, ...]) -> None:
    last = game[-1]
    assert len({story.story(view(last, seat)) for seat in range(last.rules.players)}) == 1
    assert story.story(view(game[len(game) // 2], 0)) is None


# The first sentence


WON = re.compile(
    r"(?P<title>.+), and (?P<first>[^,]+(?:, .+ and [^,]+)?) (?:wins|share first place) with a score of "
    r"(?P<score>−?\d+)"
    r"(?: each)?(?:, (?P<margin>\d+) more than (?P<second>[^;]+)|, level with (?P<level>.+) but ahead on (?P<tie>.+))?"
    r"(?:; the biggest difference is (?P<one>−?\d+) to (?P<other>−?\d+) for (?P<what>.+))?\."
)
LOST = re.compile(
    r"(?P<title>.+) in round (?P<round>\d+) of (?P<rounds>\d+)"
    r"(?:: (?P<track>.+?) went from (?P<start>\d+) to (?P<end>\d+)(?P<why>.*)|, and (?P<nobody>.+))\."
)


def test_who_won_and_by_how_much(game: tuple[Position, ...]) -> None:
    last = game[-1]
    result = ended(last)
    said = WON.fullmatch(told(last).how)
    assert (said is not None) is bool(result.ranking)
    if said is None:
        return
    assert states(last, said["first"]) == set(result.ranking[0])
    assert number(said["score"]) == max(result.scores)
    if len(result.ranking) > 1:
        assert states(last, said["second"] or said["level"]) == set(result.ranking[1])
        assert number(said["margin"] or "0") == max(result.scores) - result.scores[result.ranking[1][0]]
    if said["one"]:
        assert number(said["one"]) > number(said["other"])


def test_what_the_end_hung_on_adds_up(game: tuple[Position, ...]) -> None:
    last = game[-1]
    result = ended(last)
    said = LOST.fullmatch(told(last).how)
    assert (said is None) is bool(result.ranking)
    if said is None:
        return
    assert number(said["round"]) == last.cells[ROUND]
    assert number(said["rounds"]) == last.rules.machine.rounds
    name = {"collapse": "tension", "empty": "stock"}.get(result.reason)
    assert (said["track"] is None) is (name is None)
    if name is not None:
        at = last.rules.layout.start("world", name)
        assert number(said["start"]) == last.rules.program.starts["world", name]
        assert number(said["end"]) == last.cells[at]
        signs = {"up": 1, "down": -1}
        parts = re.findall(r"(?:(up|down) )?(\d+)(?: through| again)", said["why"])
        sign, total = 0, 0
        for word, size in parts:
            sign = signs.get(word, sign)
            total += sign * int(size)
        assert number(said["start"]) + total == number(said["end"])


def test_what_is_named_as_a_cause_did_as_much_as_is_said(game: tuple[Position, ...]) -> None:
    """By other marks than the program's: the place in the rules, or the rule of the rulebook."""
    last = game[-1]
    if ended(last).reason != "collapse":
        return
    sums = {"failed crises": 0, "“Allies quarrel”": 0, "“The alliance looks too weak”": 0, "sanctions": 0}
    for entry in entries(last, "change"):
        if entry.name == "tension" and entry.cause.site is not None:
            size, path, rule = entry.new - entry.old, entry.cause.site.path, entry.cause.rule
            sums["failed crises"] += size * (path[:2] == ("blocks", "fail") or path[0] == "failed")
            sums["“Allies quarrel”"] += size * (rule == "11.3")
            sums["“The alliance looks too weak”"] += size * (rule == "11.2" and "else" in path)
            sums["sanctions"] += size * (entry.cause.site.kind == ("tactic", "concert", "sanctions"))
    how = told(last).how
    named = re.findall(r"(\d+) through (failed crises|sanctions|“Allies quarrel”|“The alliance looks too weak”)", how)
    assert {title: int(size) for size, title in named} == {title: sums[title] for _, title in named}
    if sums["failed crises"] > 4:
        assert "through failed crises" in how


# The second sentence


CHANGED = re.compile(
    r"The lead changed for the last time in round (?P<round>\d+), when (?P<what>.+) "
    r"(?:put (?P<up>.+) ahead of (?P<down>[^;]+)|brought (?P<risen>.+) level with (?P<others>[^;]+?))"
    r"(?P<rest>; the rest was settled at the end)?\."
)
AGENDAS = re.compile(
    r"The secret agendas turned it: before they were opened, (?P<up>.+) led (?P<down>.+) by (?P<by>\d+) points?\."
)
BLOW = re.compile(
    r"The heaviest blow came in round (?P<round>\d+), when (?P<what>.+) "
    r"took (?P<track>.+) from (?P<old>\d+) to (?P<new>\d+)\."
)
SWUNG = re.compile(
    r"The biggest swing came in round (?P<round>\d+), when (?P<what>.+) "
    r"(?P<verb>brought|cost) (?P<who>.+) (?P<by>\d+) .+"
)


def happened(position: Position, what: str, in_round: int) -> bool:
    """Whether something that is quoted was told in a round, was a card that came, or a phase that was run."""
    rules = position.rules
    if not what.startswith("“"):
        phases = [entry.name for entry in entries(position, "phase") if entry.round == in_round]
        return what in [each.title.lower() for each in rules.program.phases if each.id in phases]
    found = events.events(rules, [events.Told(each) for each in view(position, 0).chronicle], all_changes=True)
    texts = {event.text.rstrip(".") for event in found if event.entry.round == in_round}
    cards = {rules.card_titles[rules.card_names.index(event.entry.name)] for event in found if event.kind == "card"}
    fates = {f"{rules.card_titles[entry.new]} failed" for entry in entries(position, "outcome")}
    return what.strip("“”") in texts | cards | fates


def test_what_turned_a_game_that_was_won(game: tuple[Position, ...]) -> None:
    last = game[-1]
    if not (result := ended(last)).ranking:
        return
    turn, scores = told(last).turn, standing_scores(last.rules, last.cells)
    front = set(leads.ahead(scores))
    if said := AGENDAS.fullmatch(turn):
        assert states(last, said["up"]) == front
        assert states(last, said["down"]) == set(result.ranking[0])
        assert int(said["by"]) == max(scores) - max(scores[seat] for seat in result.ranking[0])
        return
    said = CHANGED.fullmatch(turn)
    assert said is not None
    every = [set(leads.ahead(standing_scores(last.rules, position.cells))) for position in game]
    assert every[-1] == front
    other = max(index for index, each in enumerate(every) if each != front)
    # Between two questions several phases can run, and in them the lead can pass and come back.
    assert int(said["round"]) >= game[other].cells[ROUND]
    assert happened(last, said["what"], int(said["round"]))
    if said["up"]:
        assert states(last, said["up"]) == front
        assert not states(last, said["down"]) & front
    else:
        assert states(last, said["risen"]) < front
        assert states(last, said["others"]) < front
    assert bool(said["rest"]) is (set(result.ranking[0]) < front)


def test_the_heaviest_blow_is_the_heaviest(game: tuple[Position, ...]) -> None:
    last = game[-1]
    name = {"collapse": "tension", "empty": "stock"}.get(ended(last).reason)
    if name is None:
        return
    said = BLOW.fullmatch(told(last).turn)
    assert said is not None
    assert happened(last, said["what"], int(said["round"]))
    steps = [(e.round, e.old, e.new) for e in entries(last, "change") if e.name == name]
    size = abs(int(said["new"]) - int(said["old"]))
    worse = 1 if name == "tension" else -1
    assert size >= max(worse * (new - old) for _, old, new in steps)
    old, new = int(said["old"]), int(said["new"])
    inside = [step for step in steps if step[0] == int(said["round"])]
    begin = next(index for index, step in enumerate(inside) if step[1] == old)
    assert new in [step[2] for step in inside[begin:]]


def test_the_biggest_swing_where_nothing_else_decides(game: tuple[Position, ...]) -> None:
    last = game[-1]
    if ended(last).reason != "practice":
        return
    said = SWUNG.fullmatch(told(last).turn)
    assert said is not None
    assert happened(last, said["what"], int(said["round"]))
    [seat], size = states(last, said["who"]), int(said["by"]) * (1 if said["verb"] == "brought" else -1)
    strokes = Counter[tuple[int, str, int]]()
    for index, moment in enumerate(leads.moments(view(last, 0))):
        for origin, old, new in moment.steps:
            strokes.update({(index, origin.said, each): new[each] - old[each] for each in range(4)})
    assert max(abs(each) for each in strokes.values()) == abs(size)
    named = said["what"].strip("“”").lower()
    assert size in [by for (_, what, whose), by in strokes.items() if (what.lower(), whose) == (named, seat)]


# The third sentence


def tally(position: Position, name: str) -> int:
    return position.cells[position.rules.layout.start("tally", name)]


def test_crises_and_broken_words_are_counted_as_the_rules_count_them(game: tuple[Position, ...]) -> None:
    last = game[-1]
    if last.setup.scenario == "fishery":
        return
    deeds = told(last).deeds
    said = re.match(
        r"The states met (\d+) of (\d+) cris[ie]s(?:, failed at (\d+)| and failed at (\d+))?"
        r"(?:(?:,| and) left (\d+) open)?;",
        deeds.replace(" and left", ", left"),
    )
    assert said is not None, deeds
    met, opened, failed, also_failed, left = (int(each or 0) for each in said.groups())
    assert met == tally(last, "crises_met")
    assert opened == tally(last, "crises_drawn")
    assert failed + also_failed == tally(last, "crises_failed")
    assert left == len(view(last, 0).crises) == opened - met - failed - also_failed
    each = re.findall(r"(?:broke its pledges in|in) (\d+)", deeds)
    assert sum(int(number) for number in each) == tally(last, "pledges_broken")
    if not each:
        assert re.search(r"; nobody (broke its pledges|had its pledges to keep)", deeds)
    won = [seat for seat in range(last.rules.players) if ended(last).winners == (seat,)]
    start = last.rules.layout.start("state", "broken")
    broken = last.cells[start : start + last.rules.players]
    worst = bool(won) and all(broken[won[0]] > each for seat, each in enumerate(broken) if seat != won[0])
    assert ("the worst record won" in deeds) is worst


def test_a_game_without_crises_and_pledges_tells_of_proposals_and_tallies(game: tuple[Position, ...]) -> None:
    last = game[-1]
    if last.setup.scenario != "fishery":
        return
    deeds = told(last).deeds
    forms = last.rules.program.forms
    accepted = [entry for entry in entries(last, "done") if forms[entry.new].asks]
    refused = entries(last, "refused")
    said = re.match(r"Of (\d+) proposals? (\d+) (?:was|were) accepted;|Nobody proposed anything to anybody;", deeds)
    assert said is not None, deeds
    assert [int(each or 0) for each in said.groups()] == [len(accepted) + len(refused), len(accepted)]
    assert f"thousand tons caught {tally(last, 'caught')}" in deeds


# What the games above do not show


def result_of(position: Position, **changed: object) -> Outcome:
    known = ended(position)
    parts = {name: getattr(known, name) for name in known._fields} | changed
    return Outcome(**parts)


@pytest.fixture
def won() -> Position:
    return next(passed(*each)[-1] for each in GAMES if each[1] == Setting("concert", 4) and finished(*each)).copy()


def finished(name: str, setting: Setting, seed: int) -> bool:
    return ended(passed(name, setting, seed)[-1]).reason == "finished"


def test_equal_points_are_told_with_what_decided(won: Position) -> None:
    cells = won.cells
    start = won.rules.layout.start("state", "standing")
    first, second = sorted(range(4), key=lambda seat: -cells[start + seat])[:2]
    cells[start + first], cells[start + second] = 7, 5
    level = result_of(won, ranking=((first,), (second,)), scores=(20, 20, 20, 20))
    names = won.rules.states
    assert story.won(view(won, 0), level) == (
        f"{names[first].title} wins with a score of 20, level with {names[second].title} but ahead on standing (7 to 5)"
    )
    cells[start + first] = 5
    support = won.rules.layout.start("state", "support")
    cells[support + first], cells[support + second] = 6, 4
    assert story.won(view(won, 0), level).endswith("but ahead on support (6 to 4)")


def test_shared_places_are_shared(won: Position) -> None:
    seen = view(won, 0)
    shared = result_of(won, ranking=((0, 2), (1, 3)), scores=(20, 19, 20, 19))
    assert (
        story.won(seen, shared)
        == "France and Japan share first place with a score of 20 each, 1 more than Germany and Brazil"
    )
    every = result_of(won, ranking=((0, 1, 2, 3),), scores=(1, 1, 1, 1))
    assert story.won(seen, every) == "France, Germany, Japan and Brazil share first place with a score of 1 each"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((0,), (1,), "put Germany ahead of France"),
        ((0, 1, 2), (1,), "put Germany ahead of France and Japan"),
        ((0,), (0, 1), "brought Germany level with France"),
        ((0, 1), (1, 2), "put Germany and Japan ahead of France"),
    ],
)
def test_a_change_of_the_lead_in_words(before: tuple[int, ...], after: tuple[int, ...], said: str) -> None:
    rules = Setting("concert", 4).game(0).rules
    origin = causes.Origin("told", "x", "Japan votes")
    assert story.passing(rules, leads.Lead(1, before, after, origin)) == f"“Japan votes” {said}"


def test_what_most_widened_the_gap_is_named_for_a_change_of_the_lead() -> None:
    one, other = (causes.Origin("told", name, name) for name in "ab")
    moment = leads.Moment(4, (5, 6), (9, 6), [(one, (5, 6), (6, 6)), (other, (6, 6), (9, 6))])
    assert leads.lead_of(moment) == leads.Lead(4, (1,), (0,), other)


def test_a_sentence_is_a_cause_of_what_stands_under_it_and_a_remark_is_none(tmp_path: Path) -> None:
    """A remark is a sentence with a condition of its own: what stands below is done with or without it."""
    rest = """do: [
      {tell: "It is still cool.", if: world.heat < 2},
      {change: world.heat, by: 1},
      {for_each: {s: states}, do: [{tell: "{s} sweats: a little."}, {change: s.hunger, by: 1}]},
      {tell: "{first} rests."},
      {if: world.heat > 0, then: [{change: world.heat, by: 2}]}]"""
    library = lab(tmp_path, ruleset=RULESET.replace("do: [{change: world.heat, by: 0}]", rest))
    position = new_game(library, "lab", states=2, seed=1)
    for _ in range(2):
        position, _ = apply(position, "pass")
    found = [(e.name, e.new - e.old, o.title, o.said) for e, o in causes.origins(view(position, 0)) if o is not None]
    assert found == [
        ("heat", 1, "rest", "Rest"),
        ("hunger", 1, "“… sweats: a little”", "Ash sweats: a little"),
        ("hunger", 1, "“… sweats: a little”", "Elm sweats: a little"),
        ("heat", 2, "“… rests”", "Ash rests"),
    ]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("Allies quarrel: ", "."), "Allies quarrel"),
        (("The rival arms.",), "The rival arms"),
        (("The government of ", " falls."), "The government of … falls"),
        (("", " votes: a great victory."), "… votes: a great victory"),
    ],
)
def test_what_sentences_of_one_kind_have_in_common(texts: tuple[str, ...], said: str) -> None:
    assert causes.beginning(texts) == said


@pytest.mark.parametrize(
    ("effects", "how", "turn"),
    [
        (
            "[{change: world.heat, by: 4}, {if: world.heat > 3, then: [{end_game: gone}]}]",
            "Gone in round 1 of 6: heat went from 0 to 4, up 4 through end it.",
            "The heaviest blow came in round 1, when “Ash: end it” took heat from 0 to 4.",
        ),
        (
            "[{change: world.heat, by: -4}, {end_game: gone, if: world.heat < -3}]",
            "Gone in round 1 of 6: heat went from 0 to −4, down 4 through end it.",
            "The heaviest blow came in round 1, when “Ash: end it” took heat from 0 to −4.",
        ),
        (
            "[{change: self.coins, by: -2}, {end_game: gone, if: world.heat + world.opened >= 0}]",
            "Gone in round 1 of 6, and everybody loses.",
            "The biggest swing came in round 1, when “Ash: end it” cost Ash 2 points.",
        ),
        ("[{end_game: gone}]", "Gone in round 1 of 6, and everybody loses.", "No single event stands out."),
        ("[{end_game: finished}]", "", "Nobody was ever ahead of the others."),
    ],
)
def test_an_ending_that_hangs_on_nothing_in_particular_claims_no_cause(
    tmp_path: Path, effects: str, how: str, turn: str
) -> None:
    library = lab(tmp_path, tactics={"end": f"title: End it\neffects: {effects}\n"})
    position, _ = apply(new_game(library, "lab", states=3, seed=1), "play end")
    found = told(position)
    if how:
        assert found.how == how.replace("Ash", name_of(position))
    assert found.turn == turn.replace("Ash", name_of(position))
    assert found.deeds == "Nobody proposed anything to anybody."


def name_of(position: Position) -> str:
    """The state that moved first."""
    return position.rules.states[entries(position, "done")[0].seats[0]].title


def test_scores_that_hang_on_crises_are_not_guessed(tmp_path: Path) -> None:
    rules = RULESET.replace("{of: self.coins}", '{of: "self.coins + count(c in crises)"}')
    library = lab(tmp_path, tactics={"end": "title: End\neffects: [{end_game: finished}]\n"}, ruleset=rules)
    position, _ = apply(new_game(library, "lab", states=2, seed=1), "play end")
    assert told(position).turn == "When it was decided, the chronicle alone does not say."
