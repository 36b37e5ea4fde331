"""The command line. stdout is data, stderr is talk; exit 0 fine, 1 found problems, 2 wrong use."""

import gc
import os
import sys
from collections.abc import Sequence

from .. import __version__
from ..streams import usable_streams

RARELY = 300_000
"""New objects after which Python looks for garbage: a game begins with about 170,000."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code. Never shows a traceback for what a person can mend."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    usable_streams()
    if given == ["--version"]:
        # Before anything heavy is imported: the version is asked for by scripts.
        sys.stdout.write(f"alliance-game {__version__}\n")
        return 0
    try:
        from .running import run

        return run(given)
    except KeyboardInterrupt:
        # Before there was anything that could be stopped in order.
        return 130


def entry() -> None:
    """The installed command."""
    # What a start makes stays: to look through it for garbage all the time takes a tenth of the start.
    gc.set_threshold(RARELY)
    # Nobody else has a say in what rules and saves may hold; to look whether somebody would takes time as well.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # Processes that are started take no code from the folder one is in: it may be a pack, with a json.py of its own.
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.exit(main())
