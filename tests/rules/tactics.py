"""What the tests of tactics share: effects and rules of entries, and tables that suit a tactic."""

from collections.abc import Iterable

from alliance_game.engine import Entry

from ..long_table import LongTable as Table

OTHERS = ("germany", "japan", "brazil")


def effects(entries: Iterable[Entry]) -> list[tuple[str, tuple[int, ...], int]]:
    """What changed, in order; the count of talks (14.4.2) is no effect of section 5."""
    return [effect for effect in Table.effects(entries) if effect[0] != "talks"]


def rules(entries: Iterable[Entry]) -> set[str]:
    """The rules that the changes give as their cause, each chain by its first."""
    return {entry.cause.rule.split(", ")[0] for entry in entries if entry.kind == "change"}


def trusting(trust: int) -> Table:
    """All pairs trust each other so much."""
    table = Table()
    table.put("pair", "trust", trust)
    return table


def with_card(*cards: str) -> Table:
    """These crises are open."""
    table = Table()
    for card in cards:
        table.open(card, target=3 if table.rules.cards[table.rules.card_names.index(card)].who else -1)
    return table
