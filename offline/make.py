"""Make what installs the game without a network: a folder of wheels, and a single file with all of them in it.

On a machine with a network, from a checkout:

    python offline/make.py stick
    python offline/make.py stick --for 3.12 win_amd64 --for 3.13 macosx_11_0_arm64

The folder ``stick/wheels`` and the file ``stick/alliance-game.pyz`` then go to the others.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SINGLE = "alliance-game.pyz"
SHEBANG = b"#!/usr/bin/env python3\n"
ON_WINDOWS = ("colorama",)
"""What is needed there and nowhere else."""
EPOCH = (2020, 1, 1, 0, 0, 0)
"""The date of everything inside: the same wheels make the same file."""


def collect(wheels: Path, targets: list[list[str]], extra: str, *, isolated: bool) -> None:
    """The wheels of the game and of all that it needs, for this machine or for others."""
    wheels.mkdir(parents=True, exist_ok=True)
    build = [] if isolated else ["--no-build-isolation"]
    pip("wheel", "--quiet", "--no-deps", *build, "--wheel-dir", str(wheels), str(ROOT))
    (own,) = wheels.glob("alliance_game-*.whl")
    wanted = f"alliance-game[{extra}] @ {own.resolve().as_uri()}" if extra else str(own)
    for target in targets or [[]]:
        version, *platforms = target or [""]
        choice = ["--python-version", version, "--only-binary=:all:"] if version else []
        pip(
            *("download", "--quiet", "--prefer-binary", "--dest", str(wheels)),
            *choice,
            *(f"--platform={platform}" for platform in platforms),
            wanted,
            # Which of these a system needs pip works out for this machine, whatever it fetches for.
            *(ON_WINDOWS if any(platform.startswith("win") for platform in platforms) else ()),
        )


def pip(*arguments: str) -> None:
    """Run pip; what it says goes to the terminal. Raises ``SystemExit`` if it fails."""
    done = subprocess.run([sys.executable, "-m", "pip", *arguments], check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise SystemExit(f"pip {arguments[0]} failed: what it said stands above.")


def join(wheels: Path, single: Path) -> int:
    """Put all wheels of a folder into one file that Python runs; how many there are."""
    found = sorted(wheels.glob("*.whl"))
    if not any(path.name.startswith("alliance_game-") for path in found):
        raise SystemExit(f"There is no wheel of alliance_game in {wheels}.")
    if strange := sorted(path.name for path in wheels.iterdir() if path.suffix != ".whl"):
        raise SystemExit(f"Only wheels can be joined; {wheels} also has {', '.join(strange)}.")
    whole = hashlib.sha256()
    start = (Path(__file__).parent / "start.py").read_bytes()
    whole.update(start)
    with single.open("wb") as stream:
        stream.write(SHEBANG)
        with zipfile.ZipFile(stream, "w") as file:
            add(file, "__main__.py", start)
            for path in found:
                data = path.read_bytes()
                whole.update(data)
                add(file, f"wheels/{path.name}", data)
            add(file, "digest", whole.hexdigest()[:16].encode())
    single.chmod(0o755)
    return len(found)


def add(file: zipfile.ZipFile, name: str, data: bytes) -> None:
    """One entry; wheels are packed already."""
    file.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_STORED)


def main(arguments: list[str] | None = None) -> None:
    """Make both."""
    parser = argparse.ArgumentParser(description="Make what installs the game without a network.")
    parser.add_argument("folder", type=Path, help="where it goes; wheels that are in FOLDER/wheels already stay")
    parser.add_argument(
        "--for",
        dest="targets",
        action="append",
        nargs="+",
        default=[],
        metavar=("VERSION", "PLATFORM"),
        help="another Python and platform, such as 3.12 win_amd64; can be repeated",
    )
    parser.add_argument("--extra", default="", help="an optional part of the game as well, such as web")
    parser.add_argument("--join-only", action="store_true", help="fetch nothing: join the wheels that are there")
    parser.add_argument("--no-build-isolation", action="store_true", help="build with what is installed here")
    chosen = parser.parse_args(arguments)
    wheels, single = chosen.folder / "wheels", chosen.folder / SINGLE
    if not chosen.join_only:
        collect(wheels, chosen.targets, chosen.extra, isolated=not chosen.no_build_isolation)
    number = join(wheels, single)
    size = single.stat().st_size / 1_000_000
    sys.stdout.write(f"{wheels}: {number} wheels\n{single}: {size:.1f} MB\n")


if __name__ == "__main__":
    main()
