"""Damage to files of content, and a process that loads damaged files and counts what happens.

``python -m tests.content.damaging 10000 7`` damages 10,000 files of the base content, seeded with 7, checks all of
them as `check` does, and prints what it found as JSON.
"""

import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from alliance_game.authoring.audit.audit import audited
from alliance_game.content import Problem, Problems, base_folder
from alliance_game.content.folders import File
from alliance_game.content.loader import assembled
from alliance_game.content.source import decoded

SCRAPS = (
    *"[]{}:#'\"*&!|>%@?~,()",
    *("\n", "  ", ": ", "- ", " #", "<<: ", "---\n", "...\n", "null", "true", "-1", "99999999999", "[]", "{}"),
    *("\t", "\x1b", "\u202e", "é", "😀", "((((", "self", "world", "it", "not ", " and ", "+", "//", " if ", " else "),
)
AT_ONCE = 30
"""So many files are damaged before everything is loaded once."""
SELDOM = 5
"""Only every fifth time rulesets and scenarios are among them: without those, nothing is read of the cards."""


def insert(text: str, rng: random.Random) -> str:
    """A scrap somewhere."""
    at = rng.randrange(len(text) + 1)
    scrap: str = rng.choice(SCRAPS)
    return text[:at] + scrap + text[at:]


def cut(text: str, rng: random.Random) -> str:
    """A piece less."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.randint(1, 25) :]


def repeat(text: str, rng: random.Random) -> str:
    """A piece two or three times more."""
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at : at + 25] * rng.randint(2, 3) + text[at:]


def move_line(text: str, rng: random.Random) -> str:
    """A line in another place."""
    lines = text.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def indent_line(text: str, rng: random.Random) -> str:
    """A line further in or out."""
    lines = text.split("\n")
    at = rng.randrange(len(lines))
    lines[at] = rng.choice(["", " ", "  "]) + lines[at].strip()
    return "\n".join(lines)


def swap_words(text: str, rng: random.Random) -> str:
    """Two words in each other's place."""
    words = text.split(" ")
    first, second = rng.randrange(len(words)), rng.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return " ".join(words)


def flip_bits(raw: bytes, rng: random.Random) -> bytes:
    """Some bytes that are others now: what a failing disk does."""
    changed = bytearray(raw)
    for _ in range(rng.randint(1, 4)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (insert, cut, repeat, move_line, indent_line, swap_words)


def is_in(problem: Problem, texts: Mapping[str, str]) -> bool:
    """Whether a problem's place exists."""
    lines = texts.get(problem.place.file, "").split("\n")
    return 1 <= problem.place.line <= len(lines) and 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """A file with one, two or three damages."""
    if rng.randrange(8) == 0:
        return flip_bits(raw, rng)
    text = raw.decode("utf-8")
    for _ in range(rng.randint(1, 3)):
        text = rng.choice(DAMAGES)(text, rng)
    return text.encode("utf-8")


def checked(files: Mapping[str, bytes]) -> tuple[list[Problem], dict[str, str]]:
    """All problems of these files, and their texts."""
    problems = Problems()
    texts = {name: decoded(raw, name, problems) for name, raw in files.items()}
    listed = [File(name, name, text) for name, text in sorted(texts.items()) if text is not None]
    library = assembled(listed, problems)
    return list(audited(library, problems).problems), {file.name: file.text for file in listed}


def megabytes() -> int:
    """The most memory that this process ever had."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says here begins with the memory of the process that started this one.
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) // 1024
    peak_size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_size // (1024 if sys.platform != "darwin" else 1024 * 1024)


def is_of_concert(name: str) -> bool:
    """Whether a file belongs to Concert: what the bounds on time and memory were set for, a hundred files."""
    *folders, last = name.split("/")
    plain = ("concert.yaml", "first_steps.yaml", "practice.yaml")
    return folders in (["cards", "base"], ["rules", "codex"]) or folders[:2] == ["rules", "concert"] or last in plain


def run(count: int, seed: int) -> dict[str, object]:
    """Damage so many files and check them; what happened."""
    base = base_folder()
    paths = sorted(path for top in ("cards", "rules") for path in (base / top).rglob("*.yaml"))
    names = [name for path in paths if is_of_concert(name := path.relative_to(base).as_posix())]
    whole = {name: (base / name).read_bytes() for name in names}
    common = [name for name in whole if "scenarios" not in name and not name.endswith("ruleset.yaml")]
    rng = random.Random(seed)
    done, slowest, told, wild, crashes = 0, 0.0, 0, [], []
    while done < count:
        names = rng.sample([*whole] if rng.randrange(SELDOM) == 0 else common, min(AT_ONCE, count - done))
        files = {name: damaged(raw, rng) if name in names else raw for name, raw in whole.items()}
        begun = time.process_time()
        try:
            problems, texts = checked(files)
        except Exception:
            crashes.append(traceback.format_exc())
            problems, texts = [], {}
        slowest = max(slowest, time.process_time() - begun)
        readable = {**dict.fromkeys(files, ""), **texts}
        wild += [str(each) for each in problems if not is_in(each, readable) and each.code != "not-utf8"]
        told += len(problems)
        done += len(names)
    figures = {"files": done, "problems": told, "slowest": round(slowest, 2), "megabytes": megabytes()}
    return {**figures, "wild": wild, "crashes": crashes}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run(int(sys.argv[1]), int(sys.argv[2])), indent=1) + "\n")
