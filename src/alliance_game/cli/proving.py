"""Card tests: a line for each, and what was otherwise than expected."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ..authoring.trials.files import FOLDER, TrialFile, found_in, read_file
from ..authoring.trials.trials import Verdict, run_file
from ..content import Problems, base_folder
from ..language.words import counted
from .app import data, talk
from .packing import library_with

HINT = "If the card does what you mean, write what was seen into the test; if not, mend the card."


def run_tests(path: Path | None, packs: list[Path]) -> int:
    """Run the tests of a pack, a folder or a file, and those of packs; exit 1 if one fails."""
    wanted = [path] if path is not None or not packs else []
    found = [found_in(each or Path()) for each in (*wanted, *packs)]
    problems = Problems()
    files = [read_file(file, pack, problems) for pack, group in found for file in group]
    problems.refuse()
    base = base_folder().resolve()
    library = library_with([*packs, *(pack for pack, _ in found if pack.resolve() != base and is_pack(pack))])
    verdicts: list[Verdict] = []
    with TemporaryDirectory(prefix="alliance-game-") as folder:
        for file in files:
            verdicts += told(run_file(library, file, Path(folder))) if isinstance(file, TrialFile) else []
    if not verdicts:
        where = ", ".join(str(pack / FOLDER) for pack, _ in found)
        return talk(f"There are no card tests: they are files {FOLDER}/NAME.yaml of a pack (looked in {where}).", 2)
    failed = sum(bool(each.faults) for each in verdicts)
    said = f"{counted(len(verdicts), 'tests')}, {failed or 'none'} failed."
    return talk(f"{said}\n{HINT}", 1) if failed else talk(said)


def told(verdicts: Iterator[Verdict]) -> Iterator[Verdict]:
    """Say what came of each test, as soon as it is known."""
    for each in verdicts:
        data(f"{'FAIL' if each.faults else 'ok  '}  {each.file}: {each.name}")
        for fault in each.faults:
            data(f"      {fault}")
        yield each


def is_pack(folder: Path) -> bool:
    """Whether there is anything in a folder besides tests."""
    return any((folder / part).exists() for part in ("cards", "rules", "pack.yaml"))
