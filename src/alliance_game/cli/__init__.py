"""The command line. stdout is data, stderr is talk; exit 0 fine, 1 found problems, 2 wrong use."""

import sys
from collections.abc import Sequence

from .. import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Never shows a traceback for what a person can mend."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        # Before anything heavy is imported: the version is asked for by scripts.
        sys.stdout.write(f"alliance-game {__version__}\n")
        return 0
    from .commands import run

    return run(given)


def entry() -> None:
    """The installed command."""
    sys.exit(main())
