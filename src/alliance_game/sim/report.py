"""Many games in numbers: what ``simulate`` reports."""

from collections import Counter
from collections.abc import Iterator
from typing import TypedDict

from ..engine import markers as mark
from ..engine.layout import FIRST, ROUND
from ..engine.outcome import has_agendas
from ..engine.rules import Rules
from .table import Played


class SeatReport(TypedDict):
    """One seat, in the order of ``--seats``."""

    bot: str
    state: str
    wins: int
    score_mean: float


class AgendaReport(TypedDict):
    """One agenda."""

    dealt: int
    full: int
    part: int
    wins: int


class Report(TypedDict):
    """All games together; see the command line in the docs for what each number counts."""

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


class Tally:
    """Adds up games; two tallies of parts of a run add up to the tally of the whole."""

    def __init__(self, rules: Rules, bots: tuple[str, ...]) -> None:
        self.rules = rules
        self.bots = bots
        self.games = self.decisions = self.survived = self.rounds = self.ties = 0
        self.wins, self.points, self.turns = ([0] * rules.players for _ in range(3))
        self.counts: Counter[str] = Counter()
        self.tactics: Counter[str] = Counter()
        self.cards: Counter[tuple[str, str]] = Counter()
        self.agendas: Counter[tuple[str, str]] = Counter()
        self.lead_changes = self.half_led = self.half_won = self.margin = 0
        self.endings: Counter[str] = Counter()

    def add(self, played: Played) -> None:
        """Count one game."""
        self.games += 1
        self.decisions += played.decisions
        self.rounds += played.cells[ROUND]
        self.endings[played.outcome.reason] += 1
        self.count_cells(played)
        self.count_log(played)
        changes = zip(played.leaders, played.leaders[1:], strict=False)
        self.lead_changes += sum(1 for before, after in changes if before != after and after >= 0 and before >= 0)
        if played.outcome.ranking:
            self.count_ranking(played)
        self.count_agendas(played)

    def count_cells(self, played: Played) -> None:
        for block in self.rules.layout.blocks:
            if block.scope in ("tally", "count"):
                self.counts[block.name] += played.cells[block.start]

    def count_log(self, played: Played) -> None:
        """Tactics that were chosen (refused ones too) and what became of cards."""
        forms, moves, cards = self.rules.program.forms, self.rules.moves, self.rules.cards
        for item in played.log:
            kind = item[0]
            if kind == mark.MOVE and item[2] == mark.ACT:
                self.tactics[forms[moves[item[3]].form].tactic if item[3] else "pass"] += 1
            elif kind in (mark.CARD, mark.OVERFLOW):
                self.cards[cards[item[1]].id, "drawn"] += 1
            elif kind == mark.OPEN:
                self.cards[cards[item[2]].id, "drawn"] += 1
            elif kind == mark.OUTCOME:
                self.cards[cards[item[2]].id, "met" if item[1] == 0 else "failed"] += 1

    def count_ranking(self, played: Played) -> None:
        outcome = played.outcome
        self.survived += 1
        self.ties += len(outcome.winners) > 1
        order = sorted(outcome.scores, reverse=True)
        self.margin += order[0] - order[1] if len(order) > 1 else 0
        start = played.opening[FIRST]
        for seat, score in enumerate(outcome.scores):
            self.points[seat] += score
        for seat in outcome.winners:
            self.wins[seat] += 1
            self.turns[(seat - start) % self.rules.players] += 1
        at = self.rules.machine.rounds // 2 - 1
        half = played.leaders[at] if 0 <= at < len(played.leaders) else -1
        if half >= 0:
            self.half_led += 1
            self.half_won += half in outcome.winners

    def count_agendas(self, played: Played) -> None:
        for seat, agenda in enumerate(played.outcome.agendas):
            self.agendas[agenda.id, "dealt"] += 1
            if played.outcome.ranking and agenda.level != "missed":
                self.agendas[agenda.id, agenda.level] += 1
            if seat in played.outcome.winners:
                self.agendas[agenda.id, "wins"] += 1

    def merge(self, other: "Tally") -> None:
        """Add the games of another part of the run."""
        for name in (
            "games",
            "decisions",
            "survived",
            "rounds",
            "ties",
            "lead_changes",
            "half_led",
            "half_won",
            "margin",
        ):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("wins", "points", "turns"):
            pairs = zip(getattr(self, name), getattr(other, name), strict=True)
            setattr(self, name, [ours + theirs for ours, theirs in pairs])
        for name in ("counts", "tactics", "cards", "agendas", "endings"):
            getattr(self, name).update(getattr(other, name))

    def report(self, seconds: float) -> Report:
        """The numbers of the whole run."""
        rules = self.rules
        return Report(
            games=self.games,
            seconds=round(seconds, 3),
            decisions=self.decisions,
            collapsed=self.collapsed,
            rounds_mean=_mean(self.rounds, self.games),
            seats=[
                SeatReport(bot=bot, state=state.id, wins=wins, score_mean=_mean(points, self.survived))
                for bot, state, wins, points in zip(self.bots, rules.states, self.wins, self.points, strict=True)
            ],
            tallies={name: self.counts[name] for name in sorted(self.counts)},
            tactics={name: self.tactics[name] for name in sorted(self.tactic_names())},
            cards={card.id: self.card(card.id) for card in rules.program.cards},
            agendas={agenda.id: self.agenda(agenda.id) for agenda in rules.program.agendas}
            if has_agendas(rules)
            else {},
            turn_order_wins=self.turns,
            lead_changes_mean=_mean(self.lead_changes, self.games),
            half_time_leader_wins=_mean(self.half_won, self.half_led),
            margin_mean=_mean(self.margin, self.survived),
            ties=self.ties,
        )

    @property
    def collapsed(self) -> int:
        """Games that everybody lost."""
        endings = self.rules.program.symbols.folder.ruleset.endings
        return sum(count for name, count in self.endings.items() if endings[name].everyone == "loses")

    def tactic_names(self) -> Iterator[str]:
        yield "pass"
        yield from {form.tactic for form in self.rules.program.forms}

    def card(self, name: str) -> dict[str, int]:
        return {part: self.cards[name, part] for part in ("drawn", "met", "failed")}

    def agenda(self, name: str) -> AgendaReport:
        return AgendaReport(
            dealt=self.agendas[name, "dealt"],
            full=self.agendas[name, "full"],
            part=self.agendas[name, "part"],
            wins=self.agendas[name, "wins"],
        )


def _mean(total: int, number: int) -> float:
    return round(total / number, 4) if number else 0.0
