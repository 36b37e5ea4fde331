"""What everybody can see of how states stand to each other: agreements, duties, and whether they keep their word."""

from ..engine.rules import Rules
from ..engine.view import View
from ..wording import say

MOST_CREDIT = 3
"""Credit counts no further than this, for better or worse."""


class Regard:
    """How one state may regard the others, in some cells."""

    def __init__(self, rules: Rules) -> None:
        symbols, layout = rules.program.symbols, rules.layout
        folder = symbols.folder
        self.rules = rules
        self.players = rules.players
        self.pairs = [layout.start("two", name) for name, parties in symbols.agreements.items() if parties == 2]
        self.clubs = [layout.start("many", name) for name, parties in symbols.agreements.items() if parties != 2]
        binding = {name for name, agreement in folder.agreements.items() if agreement.obligation is not None}
        self.binding = [
            (layout.start("two" if parties == 2 else "many", name), parties == 2)
            for name, parties in symbols.agreements.items()
            if name in binding
        ]
        record = folder.ruleset.record
        self.record = (layout.start("state", record.kept), layout.start("state", record.broken)) if record else None
        functions = rules.machine.functions
        self.credits = [(functions[rule.of.name], rule) for rule in rules.program.credit]

    def bonds(self, cells: list[int], seat: int) -> int:
        """How many agreements a state has; one of many counts once."""
        n = self.players
        found = sum(sum(cells[start + seat * n : start + seat * n + n]) for start in self.pairs)
        return found + sum(cells[start + seat] for start in self.clubs)

    def allied(self, cells: list[int], seat: int, other: int) -> bool:
        """Whether two states have any agreement with each other."""
        pair = seat * self.players + other
        return any(cells[start + pair] for start in self.pairs) or any(
            cells[start + seat] and cells[start + other] for start in self.clubs
        )

    def owes(self, cells: list[int], seat: int, other: int) -> bool:
        """Whether an agreement between two states carries a duty."""
        pair = seat * self.players + other
        return any(
            cells[start + pair] if two else cells[start + seat] and cells[start + other] for start, two in self.binding
        )

    def credit(self, cells: list[int], seat: int, other: int) -> int:
        """How good a state's word is: above 0 good, below 0 bad; 0 where the rules count no such thing."""
        if self.credits:
            found = sum(int(of(cells, seat, other)) for of, _ in self.credits)
        elif self.record is not None:
            kept, broken = self.record
            found = cells[kept + other] - 2 * cells[broken + other]
        else:
            found = 0
        return max(-MOST_CREDIT, min(MOST_CREDIT, found))

    def told(self, cells: list[int], seat: int, other: int) -> str:
        """A state's record in words, without a full stop."""
        who = self.rules.states[other].in_words
        good = self.credit(cells, seat, other) >= 0
        if not self.credits:
            said = say("{state} keeps its word" if good else "{state} breaks its word", state=who)
            return f"{said}{self.count(cells, other, kept=good)}"
        pick = max if good else min
        rule = pick(self.credits, key=lambda each: int(each[0](cells, seat, other)))[1]
        record = self.rules.program.symbols.folder.ruleset.record
        known = record is not None and rule.track != ""
        return f"{who} {rule.say}{self.count(cells, other, kept=good) if known else ''}"

    def count(self, cells: list[int], other: int, *, kept: bool) -> str:
        """In brackets, how often a state kept or broke its word."""
        if self.record is None:
            return ""
        numbers = [cells[start + other] for start in self.record]
        return f" ({say('{number} of {all}', number=numbers[not kept], all=sum(numbers))})"


def last_refusal(view: View, other: int) -> bool:
    """Whether the last proposal between the view's state and another one was its own, and the other declined it."""
    # While nothing was refused at all, the long chronicle need not be read.
    if not view.cells[view.rules.layout.start("count", "refusals")]:
        return False
    refused, proposer = False, -1
    for entry in view.chronicle:
        if entry.kind != "move":
            continue
        if entry.scope == "act":
            proposer = entry.seats[0]
        elif entry.scope == "consent" and {proposer, entry.seats[0]} == {view.seat, other}:
            refused = proposer == view.seat and not entry.new
    return refused
