"""Well written, and not what can be meant: each rule of the language of rules, broken, is told where it is broken."""

import pytest

from .lake import LAKE, problems_of

RULES = "rules/lake/ruleset.yaml"
NETS = "rules/lake/tactics/cast_nets.yaml"
CHART = "rules/lake/tactics/share_chart.yaml"
SHORE = "rules/scenarios/north_shore.yaml"
SQUALL = "cards/weather/squall.yaml"
STILL = "cards/weather/still_water.yaml"


def changed(*changes: tuple[str, str, str]) -> list[str]:
    """The problems of the lake after some of its words were exchanged."""
    files = dict(LAKE)
    for name, old, new in changes:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    return problems_of(files)


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("{change: price, by: 1}", "4:12: error[not-a-track]: 'price' is not a track that can be changed."),
        ("{set: growth, to: 1}", "4:9: error[not-a-track]: 'growth' is not a track that can be changed."),
        (
            "{set: world.fsh, to: 1}",
            "4:15: error[unknown-track]: 'fsh' is not a track or value. Did you mean 'fish'?",
        ),
        (
            "{transfer: world.fish, to: self.coins, by: cash}",
            "4:46: error[unknown-name]: 'cash' is not a name here (names of this rule: self).",
        ),
        (
            "{for_each: {self: states}, do: [{change: self.coins, by: 1}]}",
            "4:14: error[name-taken]: 'self' already means something here: take another name.",
        ),
        (
            "{let: {price: 1}}",
            "4:17: error[name-taken]: 'price' already means something here: take another name.",
        ),
        (
            "{let: {bonus: 1}, if: self.coins > 1}",
            "4:25: error[let-if]: `let` takes no `if`: put the condition into the value.",
        ),
        ("{sign: pool, of: self}", "4:10: error[wrong-kind]: 'pool' takes `between: [a, b]`."),
        ("{end: pool, of: self}", "4:9: error[wrong-kind]: 'pool' takes `between: [a, b]`."),
        (
            "{chance: 2 in 2, then: []}",
            "4:12: error[bad-chance]: '2 in 2' is no chance: the first number must be lower.",
        ),
        (
            "{pick: {s: states}, most: s.coins, least: s.boats, do: []}",
            "4:3: error[most-and-least]: Say `most` or `least`, not both.",
        ),
    ],
)
def test_an_effect_that_cannot_be_meant(effect: str, told: str) -> None:
    assert changed((NETS, "- {change: world.fish, by: -1}\n", f"- {effect}\n")) == [f"{NETS}:{told}"]


@pytest.mark.parametrize(
    ("do", "told"),
    [
        ("[{run: fine, with: {s: s}}]}", "26:39: error[block-cycle]: The block 'fine' runs itself."),
        (
            "[]}\n  one: {do: [{run: two}]}\n  two: {do: [{run: one}]}",
            "27:20: error[block-cycle]: The block 'two' runs itself.",
        ),
    ],
)
def test_a_block_that_runs_itself(do: str, told: str) -> None:
    (found,) = changed((RULES, "[{change: s.coins, by: -1}]}", do))
    assert found.startswith(f"{RULES}:{told}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("[round, game]", "Say `round` or `game`, then at most one of self, crisis, direction, pair."),
        ("[self]", "Say `round` or `game`, then at most one of self, crisis, direction, pair."),
        ("[round, self, crisis]", "Say `round` or `game`, then at most one of self, crisis, direction, pair."),
        ("[round, crisis]", "A limit for each crisis needs a parameter `crisis`."),
        ("[game, pair]", "A limit for each pair needs a parameter `other`."),
    ],
)
def test_a_limit_on_nothing_that_is_there(words: str, told: str) -> None:
    found = changed((NETS, "group: work\n", f"group: work\nonce_per: {words}\n"))
    assert found == [f"{NETS}:3:11: error[bad-limit]: {told}"]


def test_a_limit_on_every_tactic_is_the_same_in_every_acting_phase() -> None:
    day = "- {id: day, act: {actions: 2}}\n"
    dusk = (
        "- {id: day, act: {actions: 2, once_per: [round, self]}}\n- {id: dusk, act: {actions: 1, once_per: [round]}}\n"
    )
    (found,) = changed((RULES, day, dusk))
    assert found.startswith(f"{RULES}:32:19: error[bad-limit]: A limit on every tactic counts in all acting phases")
    assert changed((RULES, day, dusk.replace("[round]", "[round, self]"))) == []


@pytest.mark.parametrize(
    ("number", "boats", "told"),
    [
        ("world.fish", "start: 1", ["32:27: error[not-a-track]: The answer goes to `self.TRACK`."]),
        ("crisis.severity", "start: 1", ["32:27: error[not-a-track]: The answer goes to `crisis.TRACK(self)`."]),
        (
            "self.boats",
            "min: 1, start: 1",
            ["32:27: error[out-of-range]: An answer begins at 0, which this track cannot hold."],
        ),
        ("self.boats", "start: 1", []),
    ],
)
def test_an_answer_goes_where_it_can(number: str, boats: str, told: list[str]) -> None:
    asking = (RULES, "- id: night\n", f"- {{id: bid, ask: {{number: {number}, to: 3}}}}\n- id: night\n")
    found = changed(asking, (RULES, "boats: {max: 5, start: 1}", f"boats: {{max: 5, {boats}}}"))
    assert found == [f"{RULES}:{each}" for each in told]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("start: stock + world.fish", "16:28: error[wrong-type]: A track starts with a number known beforehand."),
        ("start: stock", "16:28: error[out-of-range]: 12 is outside 0 to 5."),
        ("start: 1, deal: fleets", "16:37: error[unknown-name]: 'fleets' is not a list."),
        ("start: 1, deal: hauls", ""),
    ],
)
def test_a_track_starts_with_what_is_known_beforehand(start: str, told: str) -> None:
    found = changed((RULES, "boats: {max: 5, start: 1}", f"boats: {{max: 5, {start}}}"))
    assert found == ([f"{RULES}:{told}"] if told else [])


def test_bots_expect_answers_only_where_some_are_asked() -> None:
    found = changed((RULES, "record: {", "bots: {expect: {day: 3}}\nrecord: {"))
    assert found == [f"{RULES}:40:17: error[unknown-phase]: 'day' is not an asking phase."]


def test_who_agreed_is_asked_of_one_state() -> None:
    vote = "consent: {passes: 'agreed(self, partner)'}"
    (found,) = changed((CHART, "consent: [partner]", vote))
    assert found.startswith(f"{CHART}:6:")
    assert found.endswith("error[syntax]: Write agreed(STATE).")


def test_nothing_is_left_out_of_a_ruleset_that_extends_none() -> None:
    found = changed((RULES, "title: The lake\n", "title: The lake\nwithout: [cast_nets]\n"))
    assert found == [f"{RULES}:2:1: error[does-not-fit]: `without` needs `extends`: there is nothing to leave out."]


def test_enough_agendas_are_left_for_states_that_name_none() -> None:
    (found,) = changed((SHORE, "{id: elm, title: Elm}", "{id: elm, title: Elm, agendas: [fleet]}"))
    assert found.startswith(f"{SHORE}:6:3: error[too-few]: 2 states name no `agendas`, and only 0 are left")


def test_a_dated_card_is_about_a_state_only_if_it_is_about_one() -> None:
    """The squall without a target is about nobody."""
    dated = (SHORE, "card: squall, start", "card: squall, state: elm, start")
    assert changed(dated) == []
    untargeted = [(SQUALL, "target: {most: it.boats, chance: 50}\n", ""), (SQUALL, " on {target}", "")]
    harmless = (SQUALL, "failed:\n- {change: target.boats, by: -1}\n", "")
    (found,) = changed(dated, *untargeted, harmless)
    assert found.startswith(
        f"{SHORE}:9:41: error[does-not-fit]: 'squall' has no `target`, so it can be about no state."
    )


def test_cards_of_history_come_in_its_order() -> None:
    dates = [(SQUALL, "kind: crisis\n", "kind: crisis\ndate: 1901\n")]
    dates += [(STILL, "kind: incident\n", "kind: incident\ndate: 1950\n")]
    both = "dated: [{round: 1, card: still_water}, {round: 2, card: squall}]"
    known = "dated: [{round: 2, card: squall, start: {severity: 4}}]"
    (found,) = changed(*dates, (SHORE, known, both))
    assert found.startswith(
        f"{SHORE}:9:57: error[out-of-order]: 'squall' was before 'still_water', but comes after it."
    )
    turned = both.replace("round: 1", "round: 3")
    assert changed(*dates, (SHORE, known, turned)) == []
