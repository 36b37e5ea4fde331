"""The command line. stdout is data, stderr is talk; exit 0 fine, 1 found problems, 2 wrong use."""

import codecs
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from .streams import worded

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
    from .running import run

    return run(given)


_PLAINER = {"→": "->", "−": "-", "–": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "·": "."}


def plainer(error: UnicodeError) -> tuple[str, int]:
    """What a terminal that knows only some characters shows instead of the others."""
    if isinstance(error, UnicodeEncodeError):
        return "".join(_PLAINER.get(sign, "?") for sign in error.object[error.start : error.end]), error.end
    if isinstance(error, UnicodeDecodeError):
        return "?", error.end
    raise error


def usable_streams() -> None:
    """A closed stream becomes an empty one, no character is too much for a terminal, and none steers it."""
    codecs.register_error("plainer", plainer)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plainer")
    sys.stdout, sys.stderr = worded(sys.stdout), worded(sys.stderr)


def entry() -> None:
    """The installed command."""
    # What a start makes stays: to look through it for garbage all the time takes a tenth of the start.
    gc.set_threshold(RARELY)
    # Nobody else has a say in what rules and saves may hold; to look whether somebody would takes time as well.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    sys.exit(main())
