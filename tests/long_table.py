"""A table for longer stretches of a game: whole rounds, and what the chronicle says of them."""

from collections.abc import Iterable, Mapping

from alliance_game.engine import Entry, decision
from alliance_game.engine.chance import STREAMS
from alliance_game.language.tree import Local

from .table import EMPTY, Table


class LongTable(Table):
    """A table that goes on to the end of a phase by itself."""

    def deck(self, *cards: str) -> None:
        """Nothing is left in the deck but these cards; the first of them is the next one."""
        numbers = [self.rules.card_names.index(card) for card in cards]
        for number in range(len(self.rules.card_names)):
            self.put("card", "place", 0 if number in numbers else 1, number)
        self.put("deck", "next", numbers[0] if numbers else EMPTY, 0)

    def until(self, seat: int) -> None:
        """Seats pass until this one is to act."""
        while self.ask.kind == "act" and self.ask.seat != seat:
            self.play("pass")

    def all_pass(self) -> None:
        """Diplomacy of this round is over; nobody did anything more."""
        now = self.get("control", "round")
        while self.get("control", "round") == now and not self.position.over and self.ask.kind == "act":
            self.play("pass")

    def answer(self, plan: Mapping[int, Mapping[str, int]] | None = None) -> None:
        """Answer the pledges, or the commitments, of all seats: ``{seat: {crisis: coins}}``, 0 where nothing is
        said.
        """
        phase = self.ask.phase
        while (found := decision(self.position)) is not None and (found.kind, found.phase) == ("ask", phase):
            verb = str(found.moves[0]).split()[0]
            coins = (plan or {}).get(found.seat, {}).get(found.about, 0)
            self.play(f"{verb} {coins}", seat=found.seat)

    def resolve(
        self,
        given: Mapping[int, Mapping[str, int]] | None = None,
        pledged: Mapping[int, Mapping[str, int]] | None = None,
    ) -> list[Entry]:
        """From any moment before it to the end of resolution, where the game stops; gives what happened."""
        machine, names = self.rules.machine, [each.id for each in self.rules.program.phases]
        usual, before = machine.stop_after, len(self.entries)
        machine.stop_after = names.index("resolution"), machine.default_ending
        try:
            self.all_pass()
            for phase, plan in ("pledge", pledged), ("commitment", given):
                if not self.position.over and self.ask.phase == phase:
                    self.answer(plan)
        finally:
            machine.stop_after = usual
        return self.entries[before:]

    @property
    def streams(self) -> list[int]:
        """The cells of chance; equal ones mean that no lot was drawn between."""
        return [self.get("stream", name) for name in STREAMS]

    def line(self, entry: Entry) -> str:
        """The line of a tactic or of a told text in the chronicle."""
        if entry.kind == "tell":
            return self.said(entry)
        form = self.rules.program.forms[entry.new]
        assert form.text is not None, f"{form.tactic} has no line for the chronicle"
        words = {"self": self.word("state", entry.seats[0])}
        words |= {part.name: self.word(*value) for part, value in zip(form.parameters, entry.values, strict=True)}
        filled = [words[node.name] for node in form.text.values if isinstance(node, Local)]
        return "".join(text + word for text, word in zip(form.text.texts, [*filled, ""], strict=True))

    def text(self, entries: Iterable[Entry] | None = None) -> list[str]:
        """The lines of tactics and told texts, in order; of everything so far if no entries are given."""
        found = self.entries if entries is None else entries
        return [self.line(entry) for entry in found if entry.kind in ("done", "tell")]

    def under(self, rule: str, entries: Iterable[Entry] | None = None) -> list[Entry]:
        """The changes that give this rule as their cause."""
        found = self.entries if entries is None else entries
        return [entry for entry in found if entry.kind == "change" and rule in entry.cause.rule.split(", ")]

    def offered(self, start: str) -> list[str]:
        """The legal moves that begin like this."""
        return [move for move in self.moves if move.startswith(start)]
