"""``manual`` and ``print``: a ruleset to read, cards to cut out."""

from pathlib import Path

from ..definitions import Library
from ..errors import AllianceError
from .app import data, talk
from .counting import checked_place, put
from .packing import library_with

FIRST = "concert"
"""The ruleset that is meant if none is named, and it is there."""


def write_manual(ruleset: str, packs: list[Path], file: Path | None) -> int:
    """The manual as text, or as a page."""
    from ..authoring.manual import as_text, manual_of

    library = library_with(packs)
    if file is not None:
        checked_place(file)
    manual = manual_of(library, ruleset or first_ruleset(library))
    if file is None:
        data(as_text(manual))
        return 0
    from ..authoring.manual.page import page

    put(file, page(manual))
    data(f"The manual of {manual.title}: {file}")
    return 0


def first_ruleset(library: Library) -> str:
    """The ruleset that is meant if none is named."""
    return FIRST if FIRST in library.rulesets else min(library.rulesets)


PRINTED = ("cards",)
"""What can be printed."""


def print_things(what: str, packs: list[Path], deck: str | None, paper: str, file: Path | None) -> int:
    """Sheets to print and cut, as a page; on the standard output if no file is named."""
    from ..authoring.sheets import paper_named, printable
    from ..authoring.sheets.page import page

    if what not in PRINTED:
        raise AllianceError(f"'{what}' cannot be printed: {' and '.join(PRINTED)} can.")
    chosen, library = paper_named(paper), library_with(packs)
    if file is not None:
        checked_place(file)
    found = printable(library, deck)
    if not found.faces:
        raise AllianceError(f"There is nothing to print: no scenario plays with {named(found.idle) or 'any card'}.")
    text = page(found.faces, chosen, f"Cards: {deck}" if deck else "Cards")
    if file is None:
        data(text)
    else:
        put(file, text)
    # Where the page itself is what is printed, nothing else may stand in it.
    tell = talk if file is None else data
    cards, sheets = sum(face.copies for face in found.faces), text.count("<section")
    tell(f"{several(cards, 'card')} on {several(sheets, 'sheet')} of {chosen.name}; print at 100 %.")
    if found.idle:
        talk(f"Left out, because no scenario plays with them: {named(found.idle)}.")
    return 0


def several(number: int, noun: str) -> str:
    """``1 sheet``, ``5 sheets``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def named(cards: tuple[str, ...]) -> str:
    """The first few ids, and how many more there are."""
    return ", ".join(cards) if len(cards) < 6 else f"{', '.join(cards[:5])} and {len(cards) - 5} more"
