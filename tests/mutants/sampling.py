"""Which faults are tried: a share of each module's, the same for the same seed."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from .faults import Fault, faults

PACKAGE = Path("src") / "alliance_game"
MODULES = ("engine", "saves", "disk.py", "content/source.py")
"""What is looked at: the game, the saves and their files, the views (in ``engine``) and what cleans texts of files."""


def modules(root: Path, only: Sequence[str] = MODULES) -> list[str]:
    """The modules that faults are put into, as paths inside the project."""
    found = []
    for name in only:
        path = root / PACKAGE / name
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [str(path.relative_to(root)) for path in found]


def sampled(root: Path, names: Sequence[str], number: int, seed: int) -> list[Fault]:
    """So many faults, each module in proportion to how many it can have, in an order by lot.

    The first of them are a sample too: whoever stops early has an honest, if smaller, figure. A fault keeps its lot
    while other parts of its module are changed.
    """
    all_of = {name: faults(name, (root / name).read_text(encoding="utf-8")) for name in names}
    total = sum(map(len, all_of.values()))
    chosen: list[Fault] = []
    carried = 0.0
    for found in all_of.values():
        carried += number * len(found) / total if total else 0
        share = round(carried)
        carried -= share
        chosen += sorted(found, key=lambda fault: _lot(seed, fault))[:share]
    return sorted(chosen, key=lambda fault: _lot(seed + 1, fault))


def _lot(seed: int, fault: Fault) -> bytes:
    return sha256(f"{seed}/{fault.key}".encode()).digest()
