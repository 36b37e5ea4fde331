"""What runs when somebody starts the single file: the program is unpacked once, into the user's cache, and begins.

A Python that is too old for the game has to get as far as the sentence that says so: nothing here needs more than 3.7.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path
from typing import Iterable, NamedTuple, Tuple  # noqa: UP035 - older Pythons read this too

LEAST = (3, 11)
HERE = Path(__file__).resolve().parent
"""The single file: this module lies inside it."""
OVERRIDE = "ALLIANCE_GAME_UNPACKED"
"""An environment variable that names another folder to unpack into."""
_LINUX = re.compile(r"(?:many)?linux(?:_(\d+)_(\d+)|(2014|2010|1))?_(.+)")
_NAMED = {"2014": (2, 17), "2010": (2, 12), "1": (2, 5)}
_MAC = re.compile(r"macosx_(\d+)_(\d+)_(.+)")
_CPYTHON = re.compile(r"cp(\d)(\d+)")
Version = Tuple[int, int]  # noqa: UP006


class Machine(NamedTuple):
    """What decides which wheels fit."""

    python: Version
    """The version of Python, such as ``(3, 12)``."""
    platform: str
    """Such as ``linux_x86_64``, ``win_amd64``, ``macosx_arm64``."""
    system: Version
    """The version of glibc or of macOS; ``(0, 0)`` where it does not matter."""

    def fits(self, tag: str) -> bool:
        """Whether a wheel with this tag, such as ``cp311-cp311-win_amd64``, runs here."""
        python, abi, place = (part.split(".") for part in tag.split("-"))
        runs = any(self.runs(one, other) for one in python for other in abi)
        return runs and any(self.lies(each) for each in place)

    def runs(self, python: str, abi: str) -> bool:
        """Whether it is made for this Python."""
        major, minor = self.python
        if abi == "none":
            return python in ("py3", f"py{major}{minor}", f"cp{major}{minor}")
        found = _CPYTHON.fullmatch(python)
        version = (int(found.group(1)), int(found.group(2))) if found is not None else (9, 0)
        return version <= self.python if abi == "abi3" else version == self.python and abi == python

    def lies(self, place: str) -> bool:
        """Whether it is made for this platform."""
        if place in ("any", self.platform):
            return True
        linux, mac = _LINUX.fullmatch(place), _MAC.fullmatch(place)
        if linux is not None:
            major, minor, named, machine = linux.groups()
            needs = _NAMED[named] if named else (int(major or 0), int(minor or 0))
            return self.platform == f"linux_{machine}" and needs <= self.system
        if mac is not None:
            needs = (int(mac.group(1)), int(mac.group(2)))
            return self.platform in (f"macosx_{mac.group(3)}", *_both(mac.group(3))) and needs <= self.system
        return False


def _both(machine: str) -> tuple[str, ...]:
    """The two kinds of Mac that a universal wheel is for."""
    return ("macosx_x86_64", "macosx_arm64") if machine == "universal2" else ()


def this_machine() -> Machine:
    """The machine that this runs on."""
    name, system = re.sub(r"[-.]", "_", sysconfig.get_platform()), version_of(platform.libc_ver()[1])
    if name.startswith("macosx_"):
        name, system = f"macosx_{platform.machine()}", version_of(platform.mac_ver()[0])
    return Machine(sys.version_info[:2], name, system)


def version_of(text: str) -> Version:
    """The first two numbers of a version; 0 for those that are missing."""
    found = [*re.findall(r"\d+", text), "0", "0"]
    return int(found[0]), int(found[1])


def tag_of(wheel: str) -> str:
    """What a wheel is made for: the last three parts of its name."""
    return "-".join(wheel[: -len(".whl")].split("-")[-3:])


def chosen(wheels: Iterable[str], machine: Machine) -> list[str]:
    """One wheel for each distribution. Raises ``SystemExit`` with what to do if none of one fits."""
    by_name: dict[str, list[str]] = {}
    for wheel in sorted(wheels):
        by_name.setdefault(wheel.split("-")[0].lower(), []).append(wheel)
    found = []
    for name, each in by_name.items():
        fitting = [wheel for wheel in each if machine.fits(tag_of(wheel))]
        if not fitting:
            python = "{}.{}".format(*machine.python)
            raise SystemExit(
                f"This file does not run here: it has {name} for {', '.join(map(tag_of, each))}, and this is "
                f"Python {python} on {machine.platform}. Install a Python that fits, or have a file made for this "
                "machine: docs/teaching/offline.md says how."
            )
        found.append(fitting[-1])
    return found


def cache() -> Path:
    """Where programs keep what they can make again."""
    if os.environ.get(OVERRIDE):
        return Path(os.environ[OVERRIDE])
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    usual = {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform, ".cache")
    return (Path(base) if base else Path.home() / usual) / "alliance-game"


def unpacked(archive: Path, folder: Path) -> Path:
    """The folder with the program in it, whole: made in a folder beside it, which then takes its name."""
    with zipfile.ZipFile(archive) as file:
        machine = this_machine()
        version = "{}{}".format(*machine.python)
        place = folder / f"{file.read('digest').decode('ascii')}-cp{version}-{machine.platform}"
        if place.is_dir():
            return place
        wheels = chosen((name[len("wheels/") :] for name in file.namelist() if name.startswith("wheels/")), machine)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            beside = Path(tempfile.mkdtemp(dir=folder))
        except OSError:
            # Nothing can be kept on this machine: the program is unpacked each time.
            beside = place = Path(tempfile.mkdtemp())
        sys.stderr.write(f"Unpacking once, into {place}\n")
        for wheel in wheels:
            with file.open(f"wheels/{wheel}") as packed, zipfile.ZipFile(packed) as inner:
                unpack(inner, beside)
    return beside if beside == place else renamed(beside, place)


def renamed(beside: Path, place: Path) -> Path:
    """The folder under its own name; if somebody else was quicker, theirs."""
    try:
        beside.rename(place)
    except OSError:
        if not place.is_dir():
            raise
        shutil.rmtree(beside, ignore_errors=True)
    return place


def unpack(wheel: zipfile.ZipFile, folder: Path) -> None:
    """What a wheel puts on the path of Python."""
    root = folder.resolve()
    for name in wheel.namelist():
        top, _, inside = name.partition("/")
        if top.endswith(".data"):
            kind, _, inside = inside.partition("/")
            if kind not in ("purelib", "platlib"):
                continue
        else:
            inside = name
        target = (root / inside).resolve()
        if name.endswith("/") or root not in target.parents:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(wheel.read(name))


def main() -> None:
    """Unpack if need be, and begin."""
    if sys.version_info < LEAST:
        here = "{}.{}".format(*sys.version_info)
        raise SystemExit(f"The alliance game needs Python {LEAST[0]}.{LEAST[1]} or newer; this is {here}.")
    place = str(unpacked(HERE, cache()))
    sys.path.insert(0, place)
    # Processes that are started from here find the program too.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [place, os.environ.get("PYTHONPATH", "")]))
    from alliance_game.cli import entry

    entry()


if __name__ == "__main__":
    main()
