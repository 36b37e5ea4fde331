"""Many games in numbers: what ``simulate`` reports. Shares are left to the reader, with ``intervals.proportion``."""

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from ..engine.agendas import has_agendas
from ..engine.rules import Rules
from .effects import Effect, effect
from .intervals import Average
from .rounds import world_of
from .tally import Histogram, Tally, averaged, number, total


class MeanReport(TypedDict):
    """The mean of ``number`` values, and between which limits the true one lies (95 %); null for fewer than two."""

    mean: float
    low: float | None
    high: float | None
    number: int


class SeatReport(TypedDict):
    """One seat, in the order of ``--seats``. Scores are of the games that were survived."""

    bot: str
    state: str
    wins: int
    score_mean: float
    score: MeanReport
    tactics: dict[str, int]


class AgendaReport(TypedDict):
    """One agenda: how often it was dealt, reached, and held by a winner; ``survived`` is dealt in surviving games."""

    dealt: int
    full: int
    part: int
    wins: int
    survived: int


class BotReport(TypedDict):
    """All seats of one bot. A share of wins is of ``survived``, one with survival of ``seats``: seats times games."""

    seats: int
    survived: int
    wins: int
    score: MeanReport
    tactics: dict[str, int]


class EffectReport(TypedDict):
    """How a world track changes in a round: with a card on the table, without it, and how much that differs.

    Rounds are compared with rounds of the same number, so ``without`` is what rounds like those with the card were
    like in games in which it was not on the table. It goes together with the card; that need not be its doing.
    """

    present: MeanReport
    without: float
    difference: MeanReport


class CardReport(TypedDict):
    """In how many rounds a card was on the table, and what the world tracks did."""

    rounds: int
    world: dict[str, EffectReport]


class HalfTime(TypedDict):
    """In how many surviving games somebody led at half time, and how many of these the leader won."""

    led: int
    won: int


class SetupReport(TypedDict):
    """What was played; the first game had the seed ``seed``, and each next one the seed after it."""

    scenario: str
    states: int
    length: str
    difficulty: str
    options: list[str]
    seed: int
    rounds: int


class Report(TypedDict):
    """All games together; see the command line in the docs for what each number counts.

    ``world`` holds for each world track its mean before round 1, then after each round, of the games that were
    still played (a game that collapsed counts with the round in which it did). ``lead_changes``, ``ended_in_round``:
    the number of games at each index. ``endings`` and ``grades`` (of the alliance): the number of games by id.
    ``tactic_averages`` and ``tally_averages``: times a game, all seats together.
    """

    games: int
    seconds: float
    decisions: int
    collapsed: int
    rounds_mean: float
    seats: list[SeatReport]
    tallies: dict[str, int]
    tactics: dict[str, int]
    cards: dict[str, dict[str, int]]
    agendas: dict[str, AgendaReport]
    turn_order_wins: list[int]
    lead_changes_mean: float
    half_time_leader_wins: float
    margin_mean: float
    ties: int
    setup: SetupReport
    survived: int
    endings: dict[str, int]
    grades: dict[str, int]
    ended_in_round: list[int]
    rounds: MeanReport
    lead_changes: list[int]
    lead_changes_average: MeanReport
    half_time: HalfTime
    margin: MeanReport
    world: dict[str, list[MeanReport]]
    card_effects: dict[str, CardReport]
    bots: dict[str, BotReport]
    tactic_averages: dict[str, MeanReport]
    tally_averages: dict[str, MeanReport]


def report_of(rules: Rules, bots: tuple[str, ...], seed: int, tally: Tally, seconds: float) -> Report:
    """The numbers of a whole run, or of the part of it that was played."""
    return Writing(rules, bots, seed, tally).report(seconds)


class Writing:
    """A report being written."""

    def __init__(self, rules: Rules, bots: tuple[str, ...], seed: int, tally: Tally) -> None:
        self.rules = rules
        self.bots = bots
        self.seed = seed
        self.tally = tally
        self.histograms = tally.histograms()
        self.games = number(self.of("rounds"))
        self.survived = number(self.of("winners"))

    def of(self, *what: str | int) -> Histogram:
        """The histogram of something; empty if it never happened."""
        return self.histograms.get(what, Counter())

    def report(self, seconds: float) -> Report:
        """All of it."""
        changes, margin, half = averaged(self.of("lead changes")), averaged(self.of("margin")), self.of("half time")
        rounds = averaged(self.of("rounds"))
        return Report(
            games=self.games,
            seconds=round(seconds, 3),
            decisions=total(self.of("decisions")),
            collapsed=self.collapsed(),
            rounds_mean=rounded(rounds.mean),
            seats=[self.seat(seat) for seat in range(self.rules.players)],
            tallies={name: total(self.of("tally", name)) for name in self.counted()},
            tactics={name: total(self.of("tactic", name)) for name in self.tactics()},
            cards={card.id: self.card(card.id) for card in self.rules.program.cards},
            agendas=self.agendas(),
            turn_order_wins=[self.tally["wins by place", place] for place in range(self.rules.players)],
            lead_changes_mean=rounded(changes.mean),
            half_time_leader_wins=rounded(averaged(half).mean),
            margin_mean=rounded(margin.mean),
            ties=sum(games for winners, games in self.of("winners").items() if winners > 1),
            setup=self.setup(),
            survived=self.survived,
            endings={name: self.tally["ending", name] for name in self.rules.endings},
            grades=self.grades(),
            ended_in_round=along(self.of("rounds"), self.rules.machine.rounds),
            rounds=mean_of(rounds),
            lead_changes=along(self.of("lead changes")),
            lead_changes_average=mean_of(changes),
            half_time=HalfTime(led=number(half), won=half[1]),
            margin=mean_of(margin),
            world={name: self.course(name) for name in self.world()},
            card_effects={card.id: self.effects(card.id) for card in self.rules.program.cards},
            bots={name: self.bot(name) for name in dict.fromkeys(self.bots)},
            tactic_averages={name: mean_of(averaged(self.of("tactic", name), self.games)) for name in self.tactics()},
            tally_averages={name: mean_of(averaged(self.of("tally", name))) for name in self.counted()},
        )

    def setup(self) -> SetupReport:
        rules = self.rules
        return SetupReport(
            scenario=rules.scenario,
            states=rules.players,
            length=rules.length,
            difficulty=rules.difficulty,
            options=list(rules.options),
            seed=self.seed,
            rounds=rules.machine.rounds,
        )

    def collapsed(self) -> int:
        """Games that everybody lost."""
        endings = self.rules.program.symbols.folder.ruleset.endings
        return sum(self.tally["ending", name] for name, ending in endings.items() if ending.everyone == "loses")

    def counted(self) -> list[str]:
        """What the ruleset counts, and the engine."""
        return sorted(block.name for block in self.rules.layout.blocks if block.scope in ("tally", "count"))

    def tactics(self) -> list[str]:
        """What can be chosen, or none of it."""
        return sorted({"pass", *(form.tactic for form in self.rules.program.forms)})

    def chosen(self, *seats: int) -> dict[str, int]:
        """How often these seats chose each tactic."""
        return {name: sum(self.tally["tactic of", seat, name] for seat in seats) for name in self.tactics()}

    def seat(self, seat: int) -> SeatReport:
        score = averaged(self.of("score", seat))
        return SeatReport(
            bot=self.bots[seat],
            state=self.rules.states[seat].id,
            wins=self.tally["wins", seat],
            score_mean=rounded(score.mean),
            score=mean_of(score),
            tactics=self.chosen(seat),
        )

    def bot(self, name: str) -> BotReport:
        """Everywhere that it sits."""
        seats = [seat for seat, bot in enumerate(self.bots) if bot == name]
        scores: Histogram = sum((self.of("score", seat) for seat in seats), Counter())
        return BotReport(
            seats=len(seats) * self.games,
            survived=len(seats) * self.survived,
            wins=sum(self.tally["wins", seat] for seat in seats),
            score=mean_of(averaged(scores)),
            tactics=self.chosen(*seats),
        )

    def card(self, name: str) -> dict[str, int]:
        return {part: self.tally["card", name, part] for part in ("drawn", "met", "failed")}

    def agendas(self) -> dict[str, AgendaReport]:
        """Those that are dealt in this game."""
        return {agenda.id: self.agenda(agenda.id) for agenda in self.rules.program.agendas if has_agendas(self.rules)}

    def agenda(self, name: str) -> AgendaReport:
        def times(what: str) -> int:
            return self.tally["agenda", name, what]

        return AgendaReport(
            dealt=times("dealt"),
            full=times("full"),
            part=times("part"),
            wins=times("wins"),
            survived=times("survived"),
        )

    def grades(self) -> dict[str, int]:
        """Of the alliance, best first; those of endings without marks come last."""
        rule = self.rules.program.alliance
        letters = [*(letter for letter, _ in rule.marks), rule.below] if rule else []
        found = [str(fact[1]) for fact in self.tally.facts if fact[0] == "grade"]
        return {letter: self.tally["grade", letter] for letter in dict.fromkeys([*letters, *sorted(found)]) if letter}

    def world(self) -> Iterable[str]:
        return world_of(self.rules)

    def course(self, track: str) -> list[MeanReport]:
        """A world track before the first round, and after each."""
        rounds = range(self.rules.machine.rounds + 1)
        return [mean_of(averaged(self.of("world", track, at))) for at in rounds]

    def effects(self, card: str) -> CardReport:
        """What the world did in the rounds in which a card was on the table."""
        rounds = range(1, self.rules.machine.rounds + 1)
        found: dict[str, EffectReport] = {}
        for track in self.world():
            present = {at: changes for at in rounds if (changes := self.of("change with", card, track, at))}
            found[track] = effect_of(effect(present, {at: self.of("change", track, at) for at in rounds}))
        return CardReport(rounds=total(self.of("on the table", card)), world=found)


def along(histogram: Histogram, last: int = 0) -> list[int]:
    """The number of cases at each index, from 0 to the highest that was found."""
    return [histogram[index] for index in range(max(last, *histogram, 0) + 1)]


def effect_of(found: Effect) -> EffectReport:
    """As it stands in the report."""
    return EffectReport(
        present=mean_of(found.present), without=rounded(found.without), difference=mean_of(found.difference)
    )


def mean_of(found: Average) -> MeanReport:
    """As it stands in the report."""
    low, high = found.interval or (None, None)
    return MeanReport(
        mean=rounded(found.mean),
        low=None if low is None else rounded(low),
        high=None if high is None else rounded(high),
        number=found.number,
    )


def rounded(value: float) -> float:
    """Four digits behind the point, and no minus before nothing."""
    return round(value, 4) + 0.0
