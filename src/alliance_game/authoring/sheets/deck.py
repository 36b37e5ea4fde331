"""Which cards are printed: those of a deck, each as often as it is in it."""

from collections.abc import Iterator
from typing import NamedTuple

from ...definitions import Library
from ...engine import compile_rules
from ...errors import UnknownName
from .face import Face, face_of


class Printable(NamedTuple):
    """Cards to print, without their copies; and the ids of those that no scenario plays with."""

    faces: tuple[Face, ...]
    idle: tuple[str, ...]


def printable(library: Library, deck: str | None = None) -> Printable:
    """The cards of a folder under ``cards/``, or of a deck of a ruleset; all cards if none is named.

    What a card does can be said only under rules that know it. Raises ``UnknownName`` for a deck that does not exist.
    """
    wanted = deck_of(library, deck)
    faces: dict[str, Face] = {}
    for name in sorted(library.scenarios):
        rules = compile_rules(library, name)
        for card in rules.program.cards:
            if card.id in wanted and card.id not in faces:
                faces[card.id] = face_of(rules, card)
    ordered = sorted(faces.values(), key=lambda face: (library.cards[face.id].deck, face.title, face.id))
    return Printable(tuple(ordered), tuple(sorted(wanted - faces.keys())))


def deck_of(library: Library, deck: str | None) -> frozenset[str]:
    """The ids of the cards that are meant."""
    if deck is None:
        return frozenset(library.cards)
    folders = {held.deck for held in library.cards.values()}
    filled = {name for each in library.scenarios.values() for name in each.decks}
    if deck not in folders | filled:
        raise UnknownName("deck", deck, folders | filled)
    chosen = {deck} if deck in folders else set(folders_of(library, deck))
    return frozenset(name for name, held in library.cards.items() if held.deck in chosen)


def folders_of(library: Library, deck: str) -> Iterator[str]:
    """The folders that fill a deck in any scenario."""
    for each in library.scenarios.values():
        yield from each.decks.get(deck, ())
