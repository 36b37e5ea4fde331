"""A proposal on the table: who wants what, what it would change on both sides, what the other's word was worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.containers import Horizontal
from textual.widget import Widget

from ...describe import changes, duties, foresight, naming, questions, sentences, status
from ...describe.sides import Part, Sides, own_words, sides, votes
from ...engine.decision import Decision
from ...engine.layout import PENDING
from ...engine.moves import Move, tactic_text
from ...engine.preview import Preview
from ...engine.view import View
from ...wording import marked, say
from ..parts.menu import Item, Menu
from ..parts.page import Heading, Reading
from ..parts.sheet import PROSE, Line, columns, line, wrapped
from .answering import Answering, part_line, quoted

OTHERS = 6
"""Rows that are not for the terms: top line, headings, answers, keys."""


class ProposalScreen(Answering[Move | None]):
    """Asks for a yes or a no. The result is the move, or ``None`` to look at the board first."""

    NAME = marked("A proposal")
    HELP = marked("""
    Another state proposes something that needs your yes. The two columns say what it would change for you and for
    them; below stand what you share, what you would owe, and whether they kept their word so far. If you decline,
    nothing changes for either of you, and the action is used up all the same.
    """)
    DEFAULT_CSS = """
    ProposalScreen #parts { height: 1fr; }
    ProposalScreen #terms { width: 1fr; }
    ProposalScreen #standing { width: 1fr; display: none; }
    ProposalScreen.-wide #standing, ProposalScreen.-vast #standing { display: block; }
    """

    BINDINGS = [Answering.ADVISE]
    AUTO_FOCUS = "Menu"
    LONG = "terms"

    def __init__(self, seen: View, asked: Decision, reason: str = "") -> None:
        super().__init__(seen, asked)
        self.reason = reason
        self.other = foresight.proposer(seen)
        self.form = self.rules.program.forms[self.rules.moves[seen.cells[PENDING]].form]
        self.found: Preview = foresight.proposal_foreseen(seen)

    def body(self) -> Iterable[Widget]:
        """What is proposed, what it changes, and the two answers."""
        yield Heading(self.title_line())
        yield Horizontal(Reading(id="terms"), Reading(id="standing"), id="parts")
        yield Heading(say("What does {state} answer?", state=naming.called(self.rules, self.seen.seat)))
        yield Menu(self.items())

    def write(self) -> None:
        """Fill the page."""
        terms, standing = (self.query_one(name, Reading) for name in ("#terms", "#standing"))
        width = max(30, terms.size.width - 2)
        lines = self.term_lines(width, record=not standing.display)
        terms.show(lines)
        standing.show(self.standing_lines(max(20, standing.size.width - 2)))
        self.query_one("#parts").styles.height = max(4, min(len(lines) + 1, self.app.size.height - OTHERS))

    # Words

    def title_line(self) -> str:
        """Who proposes what to whom."""
        seat, other = naming.called(self.rules, self.seen.seat), naming.opening(self.rules, self.other)
        all_asked = self.form.council is not None
        return say(
            "{other} proposes to all who are asked" if all_asked else "{other} proposes to {state}",
            other=other,
            state=seat,
        )

    def proposal(self) -> str:
        """What is proposed, with whom and for what."""
        words = sentences.spoken(self.rules, tactic_text(self.rules, self.seen.cells, self.seen.cells[PENDING]))
        return naming.sentence(words)

    def term_lines(self, width: int, *, record: bool) -> list[Line]:
        """Everything about the proposal, the proposer's record too where it does not stand beside."""
        prose = min(PROSE, width)
        about = naming.tactic_of(self.rules, self.form).about
        found = wrapped(f"{self.proposal()}.", prose, "strong")
        found += wrapped(about, prose, "dim") if about and not self.tight else []
        found += [*quoted(self.reason, prose), *self.vote_lines(prose)]
        found += [*(self.word_lines(prose) if record else []), *self.gap()]
        found += self.change_lines(sides(self.seen, self.found, self.other), width)
        for text in duties.new(self.seen, self.found.effects):
            found += wrapped(text, prose, "watch")
        for text in duties.promised(self.seen, self.found.effects):
            found += wrapped(text, prose, "calm")
        return found + (wrapped(say("It may end the game."), prose, "bad") if self.found.ends else [])

    def gap(self) -> list[Line]:
        """An empty line where rows are not dear."""
        return [] if self.tight else [()]

    def vote_lines(self, width: int) -> list[Line]:
        """Who is asked besides oneself, and what they have said."""
        if self.form.council is None:
            return []
        each = [
            say("{state} now", state=self.called(seat)) if seat == self.seen.seat else f"{self.called(seat)} {word}"
            for seat, word in votes(self.seen)
        ]
        return wrapped(say("Asked one after another: {states}.", states=", ".join(each)), width)

    def called(self, seat: int) -> str:
        """A state's name, one's own marked."""
        name = naming.state(self.rules, seat)
        return say("{state} (you)", state=name) if seat == self.seen.seat else name

    def change_lines(self, found: Sides, width: int) -> list[Line]:
        """Both sides in two columns, what they share below."""
        half = min(38, width // 2)
        left = [line((self.called(self.seen.seat), "head")), *self.side(found.own, half - 2)]
        right = [line((naming.state(self.rules, self.other), "head")), *self.side(found.other, width - half)]
        lines = [*columns((left, half), (right, width - half)), *self.gap()] if found.own or found.other else []
        for title, parts in ((say("Shared"), found.shared), (say("Others"), found.elsewhere)):
            if parts:
                lines += [line((title, "head")), *self.listed(parts, width), *self.gap()]
        return lines or wrapped(say("No number changes at once."), width)

    def side(self, parts: Iterable[Part], width: int) -> list[Line]:
        """One column: numbers of one state."""
        found = [part_line(self.seen, part, own_words(self.seen, part.change), width) for part in parts]
        return found or [line((say("nothing changes"), "dim"))]

    def listed(self, parts: Iterable[Part], width: int) -> Iterator[Line]:
        """Changes that name whose they are; those of one kind in one line."""
        groups: dict[tuple[str, str, str, bool], list[Part]] = {}
        for part in parts:
            change = part.change
            groups.setdefault((change.scope, change.name, change.crisis, part.certain), []).append(part)
        for group in groups.values():
            words = changes.said(self.rules, [part.change for part in group])
            for index, each in enumerate(wrapped(words, width - 2, indent="  ", first="")):
                yield part_line(self.seen, group[0], each[0].text, width) if index == 0 else each

    def word_lines(self, width: int) -> list[Line]:
        """The proposer's public record, in a line or two."""
        return wrapped(questions.record(self.seen, self.other), width)

    def standing_lines(self, width: int) -> list[Line]:
        """Where there is room beside: the proposer's record and numbers, and how one stands with it."""
        texts = [questions.record(self.seen, self.other), status.state(self.seen, self.other)]
        texts += [status.state(self.seen, self.seen.seat), *status.own_relations(self.seen)]
        title = say("What the word of {state} is worth", state=naming.called(self.rules, self.other))
        return [line((title, "head")), *(part for text in texts if text for part in (*wrapped(text, width), ()))]

    def items(self) -> list[Item]:
        """Yes and no, with what each means."""
        moves = {move.number: move for move in self.asked.moves}
        yes = say("it is done at once")
        no = say("nothing changes; {state} has used an action", state=naming.called(self.rules, self.other))
        if self.form.council is not None:
            yes, no = say("it is done if enough agree"), say("it may still pass without you")
        elif len(votes(self.seen)) > 1:
            yes = say("it is done if all who are asked agree")
        return [Item(say("Agree"), yes, value=moves[1]), Item(say("Decline"), no, value=moves[0])]

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """The answer."""
        assert isinstance(event.item.value, Move)
        self.dismiss(event.item.value)
