"""Measure the audit of 1,000 cards: ``python -m benchmarks.many_cards`` prints one JSON object.

The cards are those of the base deck with other amounts, words and conditions, in a pack with a scenario of its own.
Figures are in CPU time; ``loop_steps_per_second`` is ``n += 1`` on the same machine at the same moment.
"""

import json
import re
import tempfile
import time
from pathlib import Path
from random import Random

from alliance_game.authoring.audit.audit import audited
from alliance_game.content import base_folder, examine

CARDS = 1000
CONDITIONS = (
    "round >= 2",
    "world.tension >= 4 and world.order < 8",
    "any(s in states where s.support <= 3)",
    "world.rival > 2 and round < rounds",
    "count(c in crises) < 3 and world.tension + world.rival >= 5",
)


def write(pack: Path, number: int = CARDS) -> None:
    """A pack with so many cards."""
    lot = Random(1)
    deck, scenarios = pack / "cards" / "many", pack / "rules" / "scenarios"
    deck.mkdir(parents=True)
    scenarios.mkdir(parents=True)
    concert = (base_folder() / "rules" / "scenarios" / "concert.yaml").read_text(encoding="utf-8")
    (scenarios / "many.yaml").write_text(concert.replace("[base]", "[base, many]"), encoding="utf-8")
    base = sorted((base_folder() / "cards" / "base").glob("*.yaml"))
    for index in range(number):
        text = base[index % len(base)].read_text(encoding="utf-8")
        text = re.sub(r"\b(by|severity): -?[0-9]\b", lambda found: f"{found[1]}: {lot.randint(1, 3)}", text)
        text = re.sub(r"\ntitle: (.*)", rf"\ntitle: \1 {index}", text)
        text = re.sub(r'\ntext: ("?)', rf"\nwhen: {lot.choice(CONDITIONS)}\ntext: \1Report {index}. ", text, count=1)
        (deck / f"{base[index % len(base)].stem}_{index}.yaml").write_text(text, encoding="utf-8")


def steps_per_second() -> float:
    """A plain loop."""
    begun, n = time.process_time(), 0
    for _ in range(3_000_000):
        n += 1
    return n / (time.process_time() - begun)


def main() -> None:
    """Read and check, then look for what is odd."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        before, begun = steps_per_second(), time.process_time()
        library, problems = examine([folder])
        read = time.process_time()
        found = audited(library, problems)
        done = time.process_time()
    figures = {
        "cards": len(library.cards),
        "errors": sum(problem.severity == "error" for problem in found.problems),
        "loop_steps_per_second": round((before + steps_per_second()) / 2),
        "read_and_check_seconds": round(read - begun, 2),
        "audit_seconds": round(done - read, 2),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
