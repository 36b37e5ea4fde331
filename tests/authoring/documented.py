"""Pages of the manual whose commands are run: what they print must stand on the page.

After a change that is meant: ``python -m tests.authoring.documented docs/authoring/try.md``, and read the difference.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from alliance_game.cli import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
COMMAND = re.compile(r"\$ (?:echo (?P<typed>.*) \| )?alliance-game (?P<arguments>.*)")


def blocks(page: Path) -> list[str]:
    """The commands on a page, each with what it prints."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def run_again(block: str) -> str:
    """A block with what its commands print now."""
    return "".join(f"{line}\n{printed(line)}" for line in block.splitlines() if line.startswith("$ "))


def printed(line: str) -> str:
    """What a command prints, whether on stdout or on stderr, in the order in which it comes."""
    found = COMMAND.fullmatch(line)
    assert found is not None, line
    output = StringIO()
    typed = StringIO(f"{found['typed']}\n" if found["typed"] else "")
    with redirect_stdout(output), redirect_stderr(output), patch("sys.stdin", typed), patch("builtins.input") as ask:
        ask.side_effect = lambda prompt: answer(prompt, typed, output)
        main(found["arguments"].split())
    return "".join(f"{line.rstrip()}\n" for line in output.getvalue().splitlines())


def answer(prompt: str, typed: StringIO, output: StringIO) -> str:
    """The next line that is typed, as the built-in ``input`` gives it."""
    output.write(prompt)
    line = typed.readline()
    if not line:
        raise EOFError
    output.write("\n")
    return line.rstrip("\n")


def stale(page: Path) -> Iterator[tuple[str, str]]:
    """What stands on a page, and what is printed now, where the two differ."""
    for block in blocks(page):
        if (now := run_again(block)) != block:
            yield block, now


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        page.write_text(
            BLOCK.sub(lambda found: run_again(found[1]), page.read_text(encoding="utf-8")), encoding="utf-8"
        )
