"""The inspection: every ruleset with its scenarios and cards, put before logic and balance."""

from collections.abc import Callable, Iterator

from ...content import Problems
from ...definitions import Library
from ...language.program import CardRule, Program
from ...language.steps import Site
from ...language.symbols import Symbols
from ...language.understood import Understood
from .balance.amounts import Amounts
from .balance.choices import Choices
from .balance.outliers import look_at_amounts
from .balance.twins import look_at_effects, look_at_stories
from .balance.weights import look_at_deck
from .findings import Findings
from .logic.board import Board
from .logic.cards import Arrivals, Cards
from .logic.chains import Chains
from .logic.conditions import Conditions
from .logic.crises import Crises
from .logic.decks import Decks, look_at_idle_cards
from .logic.judge import NOTHING_GIVEN, Judge
from .logic.ledger import Ledger
from .logic.search import Effort
from .logic.settings import Settings
from .logic.walk import Met, Walk, changed
from .texts import look_at_texts


class Inspection:
    """One look at a library; what is claimed is in the ledger."""

    def __init__(self, library: Library, problems: Problems) -> None:
        self._library = library
        self._understood = problems.understood or Understood()
        self.findings = Findings(problems)
        self.ledger = Ledger()
        self.new_effort: Callable[[], Effort] = Effort
        # A file with an error may be just the one that brings a card.
        self._complete = not any(problem.place.file.endswith(".yaml") for problem in problems.errors())

    def look(self) -> None:
        """Logic and balance of everything that has no error."""
        for name in sorted(self._library.rulesets):
            if not self.findings.is_broken(("ruleset", name)):
                _RulesetInspection(self, self._library, name, self._programs(name)).look()
        idle = {name: rule for name, (_, rule) in self._understood.idle.items() if not self._is_broken(name)}
        if self._complete:
            look_at_idle_cards(self._library, idle, self.ledger)
        look_at_stories(self._library.cards, self.ledger)
        look_at_texts(self._library, self.findings.sources, self.ledger)

    def cards(self, program: Program) -> Iterator[CardRule]:
        """The cards of a program whose files have no error."""
        return (card for card in program.cards if not self._is_broken(card.id))

    def idle(self, ruleset: str) -> Iterator[tuple[Symbols, list[Site], CardRule]]:
        """The cards that no scenario uses, and that fit this ruleset best."""
        for name, (reading, rule) in self._understood.idle.items():
            if reading.symbols.folder_id == ruleset and not self._is_broken(name):
                yield reading.symbols, reading.sites, rule

    def _is_broken(self, card: str) -> bool:
        return self.findings.is_broken(("card", card))

    def _programs(self, ruleset: str) -> list[Program]:
        programs = self._understood.programs.values()
        return [program for program in programs if program.symbols.folder_id == ruleset]


class _RulesetInspection:
    """One ruleset with its scenarios."""

    def __init__(self, inspection: Inspection, library: Library, name: str, programs: list[Program]) -> None:
        self._inspection = inspection
        self._ledger = inspection.ledger
        self._programs = programs
        self._name = name
        self._scenarios = [each for _, each in sorted(library.scenarios.items()) if each.ruleset == name]
        self._settings = Settings(library, name)
        self._arrivals = Arrivals()
        # Each ruleset has its own: how much is tried in one does not depend on how many others are installed.
        self._effort = inspection.new_effort()

    def look(self) -> None:
        """Rules once, since they say the same in every scenario; cards once; decks as each scenario has them."""
        for program in self._programs:
            self._arrivals.add(program)
        seen: set[str] = set()
        for index, program in enumerate(self._programs):
            judge, conditions = self._judges(program.symbols)
            walk, amounts = Walk(program.sites, conditions), Amounts(program.sites, judge, self._ledger)
            cards = list(self._inspection.cards(program))
            if index == 0:
                for met in Board(program, conditions, self._ledger, walk).everything():
                    amounts.look(met)
            reader = Cards(conditions, self._ledger, walk, self._arrivals, changed(program.opens.steps))
            for card in cards:
                if card.id not in seen:
                    self._card(card, reader, amounts, judge)
            self._decks(program, cards, judge)
            seen |= {card.id for card in cards}
        self._idle()

    def _judges(self, symbols: Symbols) -> tuple[Judge, Conditions]:
        judge = Judge(symbols, self._settings, self._effort)
        return judge, Conditions(judge, self._ledger, self._inspection.findings.text)

    def _card(self, card: CardRule, reader: Cards, amounts: Amounts, judge: Judge) -> None:
        for met in reader.card(card):
            amounts.look(met)
        locked = reader.locked
        if len(card.choices) > 1:
            Choices(judge, self._ledger).look(card, [each for each in card.choices if (card.id, each.id) not in locked])

    def _decks(self, program: Program, cards: list[CardRule], judge: Judge) -> None:
        """What concerns cards together."""
        amounts = Amounts(program.sites, judge, self._ledger)
        for start in (dated.start for dated in program.dated if dated.start is not None):
            for step in start.steps:
                amounts.look(Met(step, NOTHING_GIVEN))
        Chains(cards, program.sites, program.symbols.tracks["world"]).look(self._ledger)
        Crises(program, judge, self._ledger).look(cards)
        Decks(program, self._settings, self._scenarios).look(self._ledger, cards)
        for deck in program.decks:
            look_at_deck(deck.id, cards, self._ledger)
            look_at_amounts(deck.id, cards, program, self._ledger)
        look_at_effects(cards, self._ledger)

    def _idle(self) -> None:
        for symbols, sites, rule in self._inspection.idle(self._name):
            judge, conditions = self._judges(symbols)
            reader = Cards(conditions, self._ledger, Walk(sites, conditions), self._arrivals, None)
            self._card(rule, reader, Amounts(sites, judge, self._ledger), judge)
