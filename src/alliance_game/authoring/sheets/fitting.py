"""Text that fits a card: the largest letters with which it does, or, at worst, a second card.

Nothing is measured by a browser, so that every browser prints the same page. Letters are taken as wide as those of
DejaVu Sans, which are wider than those of Arial, Helvetica or Liberation Sans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

SIZES = (10.5, 9.5, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
"""Letters in points, the largest first."""
POINT = 25.4 / 72
WIDTH, HEIGHT = 55.1, 77.2
"""The room for text on a card, in millimetres: all but its edges and its lowest line."""
LINE = 1.25
"""The height of a line, for letters of height 1."""
BOLD = 1.14
MARGIN = 1.02
"""A browser rounds up here and there."""
_WIDTHS = {
    280: "ijl",
    320: " ,.‘’·IJ",
    360: "/:;\\|f-",
    410: "()[]t!r",
    520: '"*_`–sz“”',
    560: "?cLFk",
    600: "vxy•PTY",
    640: "aoehnuüñéE0123456789$Sbdgpq{}",
    700: "KAVXZÄBCR",
    790: "UHND&GOQ",
    840: "w#+<=>^~−×±",
    1000: "M%mW@—…",
}
_LETTERS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph on a card. ``scale`` is its size beside that of plain text, ``above`` the room before it in lines."""

    kind: str
    text: str
    bold: str = ""
    """Words in bold in front of the text."""
    scale: float = 1.0
    above: float = 0.3
    inset: float = 0.0
    """How far it begins to the right, in letters of its size."""


def width_of(text: str, bold: bool = False) -> float:
    """How wide a text is, for letters of height 1."""
    return sum(map(letter, text)) / 1000 * (BOLD if bold else 1)


def letter(sign: str) -> int:
    """How wide a letter is, in thousandths of its height; what is not known is taken as wide."""
    return _LETTERS.get(sign, 1050 if east_asian_width(sign) in "WFA" or ord(sign) > 0xFFFF else 800)


def lines_of(block: Block, size: float, wide: float = WIDTH) -> int:
    """How many lines a paragraph takes where there is room so ``wide``."""
    room = wide / (size * block.scale * POINT) - block.inset
    space, used, lines = width_of(" "), 0.0, 1
    words = [(word, True) for word in block.bold.split()] + [(word, False) for word in block.text.split()]
    for word, bold in words:
        width = width_of(word, bold)
        if used and used + space + width > room:
            lines, used = lines + 1, 0.0
        while width > room:
            # A word that is longer than a line is broken anywhere.
            lines, width = lines + 1, width - room + 1.0
        used += (space if used else 0.0) + width
    return lines


def height_of(blocks: Sequence[Block], size: float, wide: float = WIDTH) -> float:
    """How high some paragraphs are, in millimetres."""
    each = (lines_of(block, size, wide) * LINE * block.scale + block.above for block in blocks)
    return sum(each) * size * POINT * MARGIN


def size_for(blocks: Sequence[Block]) -> float | None:
    """The largest letters with which everything fits one card; ``None`` if the smallest are too large."""
    return next((size for size in SIZES if height_of(blocks, size) <= HEIGHT), None)


def split(head: Sequence[Block], body: Sequence[Block]) -> list[list[Block]]:
    """Paragraphs on as few cards as possible with the smallest letters; each begins with the head."""
    found: list[list[Block]] = [[*head]]
    for block in body:
        for piece in pieces(head, block):
            if len(found[-1]) > len(head) and height_of([*found[-1], piece], SIZES[-1]) > HEIGHT:
                found.append([*head])
            found[-1].append(piece)
    return found


def pieces(head: Sequence[Block], block: Block) -> list[Block]:
    """A paragraph that is longer than a whole card, cut between words into parts that are not."""
    if height_of([*head, block], SIZES[-1]) <= HEIGHT:
        return [block]
    words = block.text.split()
    if len(words) < 2:
        return [block]
    middle = len(words) // 2
    first = Block(block.kind, " ".join(words[:middle]), block.bold, block.scale, block.above, block.inset)
    rest = Block(block.kind, " ".join(words[middle:]), "", block.scale, block.above, block.inset)
    return [*pieces(head, first), *pieces(head, rest)]
