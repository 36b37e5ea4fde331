"""What conditions may not read: others see the result of a condition, so it must not depend on what is secret."""

from collections.abc import Set

from ..definitions.library import Path
from .reader import Reader
from .resolver import STATE
from .tree import Local, Node, cells_in


def refuse_secrets(reader: Reader, node: Node, path: Path, owner: str) -> None:
    """Report a condition that reads a secret track of anybody but its owner."""
    if not reader.symbols.secret:
        return
    secret = [part for part in cells_in(node) if (part.scope, part.name) in reader.symbols.secret]
    for cell in secret:
        if cell.of != (Local(STATE, owner),):
            reader.fail(path, "reads-secret", f"'{cell.name}' is secret: only its owner's own may be read here")


def refuse_hidden(reader: Reader, node: Node, path: Path, hidden: Set[tuple[str, str]]) -> None:
    """Report a number for everybody that reads what is hidden from somebody."""
    for name in dict.fromkeys(cell.name for cell in cells_in(node) if (cell.scope, cell.name) in hidden):
        reader.fail(path, "reads-secret", f"'{name}' is hidden from others, and everybody sees what stands here")
