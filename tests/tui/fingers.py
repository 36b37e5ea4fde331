"""Which keys a person presses to make a move; the same for the pilot and for a real terminal."""

from collections.abc import Iterator, Sequence

from alliance_game import Position, apply, decisions, view
from alliance_game.bots import Bot, bot
from alliance_game.describe.bids import Bids
from alliance_game.describe.offers import MORE, Offer, offers, pages
from alliance_game.describe.questions import choices
from alliance_game.engine import Decision, View


def keys_for_act(seen: View, asked: Decision, number: int) -> list[str]:
    """The digits that lead through the menus to a move; 0 ends the turn."""
    if number == 0:
        return ["0"]
    return next(keys_to(offers(seen, asked), number))


def keys_to(entries: Sequence[Offer], number: int) -> Iterator[list[str]]:
    """The ways to a move from one menu."""
    shown = pages(entries)
    further: list[str] = []
    for page in shown:
        for index, offer in enumerate(page):
            if offer is MORE:
                continue
            digit = str(index + 1)
            if offer.move is not None and offer.move.number == number:
                yield [*further, digit]
            for rest in keys_to(offer.inner, number) if offer.inner else ():
                yield [*further, digit, *rest]
        further.append(str(len(page)))


def keys_for_choice(seen: View, asked: Decision, number: int) -> list[str]:
    """The digit of a choice."""
    found = enumerate(choices(seen, asked), 1)
    return next([str(place)] for place, each in found if each.move is not None and each.move.number == number)


def keys_for_numbers(seen: View, asked: Decision, wanted: dict[str, int]) -> list[str]:
    """Each row set from 0 upwards, then Enter."""
    keys: list[str] = []
    stakes = Bids(seen, asked).stakes
    for _ in stakes:
        keys += ["home", "down"]
    for stake in stakes:
        keys += ["right"] * wanted.get(stake.about, 0) + ["down"]
    return [*keys, "enter"]


class Person:
    """Plays a seat as a bot would, and says the keys for it."""

    def __init__(self, name: str, seed: int) -> None:
        self.mind: Bot = bot(name, seed)

    def answer(self, position: Position, seat: int) -> tuple[list[str], list[str]]:
        """The texts of the moves that answer what a seat is asked now, and the keys for them."""
        seen = view(position, seat)
        asked = seen.decisions[0]
        if asked.kind == "ask":
            return self.numbers(position, seat)
        move = self.mind.choose(seen, asked).move
        if asked.kind == "act":
            return [str(move)], keys_for_act(seen, asked, move.number)
        if asked.kind == "choice":
            return [str(move)], keys_for_choice(seen, asked, move.number)
        return [str(move)], ["1" if move.number else "2"]

    def numbers(self, position: Position, seat: int) -> tuple[list[str], list[str]]:
        """All numbers of one phase."""
        before = seen = view(position, seat)
        first = asked = seen.decisions[0]
        wanted: dict[str, int] = {}
        texts: list[str] = []
        while asked.kind == "ask" and (asked.phase, seen.round) == (first.phase, before.round):
            move = self.mind.choose(seen, asked).move
            wanted[asked.about] = move.number
            texts.append(str(move))
            position, _ = apply(position, move, seat)
            seen = view(position, seat)
            if not seen.decisions:
                break
            asked = seen.decisions[0]
        return texts, keys_for_numbers(before, first, wanted)


def played_out(position: Position, seats: Sequence[str], person: str) -> tuple[Position, list[str]]:
    """A game played without any screen: where it ends, and the texts of all moves; people play as ``person`` would."""
    seed = position.setup.seed
    minds = [bot(person if name == "you" else name, seed) for name in seats]
    texts: list[str] = []
    while asked := decisions(position):
        seat = asked[0].seat
        seen = view(position, seat)
        move = minds[seat].choose(seen, seen.decisions[0]).move
        texts.append(str(move))
        position, _ = apply(position, move, seat)
    return position, texts
