"""Golden games: whole games as people read them, kept as text.

``python -m tests.golden`` writes them again after a rule or a sentence was changed on purpose; look at the
difference before you keep it. Each file begins with what the game was started with.
"""

import io
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from alliance_game.bots import bot
from alliance_game.describe.events import PUBLIC
from alliance_game.engine import Entry, Position, apply, chronicle, decision, new_game, view
from alliance_game.engine.outcome import outcome
from alliance_game.plain import Console, Session
from alliance_game.saves import create
from tests.table import library

FOLDER = Path(__file__).parent / "playthroughs"
LONGEST = 309


class Recipe(NamedTuple):
    """What a golden game is started with."""

    name: str
    scenario: str
    seats: tuple[str, ...]
    length: str
    difficulty: str
    options: tuple[str, ...]
    seed: int
    until: int = 0
    """The round before which the telling stops; 0 tells the game to its end."""

    def head(self) -> str:
        """The first line of the file."""
        options = "".join(f" --option {option}" for option in self.options)
        setting = f"--scenario {self.scenario} --length {self.length} --difficulty {self.difficulty}{options}"
        stop = f" (until round {self.until})" if self.until else ""
        return f"# alliance-game play --plain {setting} --seats {','.join(self.seats)} --seed {self.seed}{stop}"


def recipes() -> Iterator[Recipe]:
    """The games that are kept, read from their files' first lines."""
    for path in sorted(FOLDER.glob("*.txt")):
        words = path.read_text(encoding="utf-8").splitlines()[0].split()
        yield recipe(path.stem, words)


def recipe(name: str, words: list[str]) -> Recipe:
    """The recipe that a first line holds."""
    given = {words[at]: words[at + 1] for at in range(len(words) - 1) if words[at].startswith("--")}
    options = tuple(words[at + 1] for at in range(len(words) - 1) if words[at] == "--option")
    seats = tuple(given["--seats"].split(","))
    until = int(words[-1].rstrip(")")) if words[-2] == "round" else 0
    setting = given["--scenario"], seats, given["--length"], given["--difficulty"], options
    return Recipe(name, *setting, int(given["--seed"]), until)


def play(made: Recipe) -> tuple[Position, str]:
    """The last position and the text of a game."""
    folder = Path(tempfile.mkdtemp())
    try:
        with create(
            library(),
            made.seats,
            folder,
            "golden",
            scenario=made.scenario,
            states=len(made.seats),
            length=made.length,
            difficulty=made.difficulty,
            options=made.options,
            seed=made.seed,
        ) as game:
            output = io.StringIO()
            tell(Session(game, Console(no_input, output, is_terminal=False)), made.until)
            return game.position, f"{made.head()}\n{without_folder(output.getvalue())}"
    finally:
        shutil.rmtree(folder)


def tell(session: Session, until: int) -> None:
    """The game to its end, or up to a round."""
    if not until:
        session.play()
        return
    session.welcome()
    while not session.game.position.over and view(session.game.position, 0).round < until:
        session.step()
    session.news(PUBLIC)


def without_folder(text: str) -> str:
    """The text but for its last line, which says where this copy is saved."""
    return text[: text.rindex("\nThe game is saved in")] if "\nThe game is saved in" in text else text


def no_input(prompt: str) -> str:
    """Bots need none."""
    raise AssertionError(f"a game of bots asked: {prompt}")


def reached(position: Position) -> set[str]:
    """What a game shows: tactics (with form), agreements, agendas, cards, phases, endings, options, verbs."""
    found = {f"ending {result.reason}" for result in (outcome(position),) if result is not None}
    found |= {f"option {option}" for option in position.setup.options}
    agendas = position.rules.program.agendas
    start = position.rules.layout.start("agenda", "agenda")
    if position.over:
        found |= {f"agenda {agendas[position.cells[start + seat]].id}" for seat in range(position.rules.players)}
    return found | {what for entry in chronicle(position) for what in shown(position, entry)}


def shown(position: Position, entry: Entry) -> Iterator[str]:
    """What one entry shows."""
    if entry.kind == "done":
        form = position.rules.program.forms[entry.new]
        yield f"tactic {form.tactic}{f' {form.form}' if form.form else ''}"
    elif entry.kind == "refused":
        yield "refusal"
    elif entry.kind in ("card", "open"):
        yield f"card {position.rules.cards[entry.new].id}"
    elif entry.kind == "move" and entry.scope == "choice":
        yield f"choice {entry.cause.name} {entry.crisis.split('.')[0]}"
    elif entry.kind == "change" and entry.scope in ("two", "many"):
        yield f"agreement {entry.name} {'signed' if entry.new else 'ended'}"
    elif entry.kind == "phase":
        yield f"phase {entry.name}"
    elif entry.kind == "outcome":
        yield f"crisis {entry.name}"


def wanted() -> set[str]:
    """What the golden games must show together: everything that Concert has."""
    rules = library().rules_of("concert")
    found = {f"ending {name}" for name in rules.ruleset.endings} | {f"agenda {name}" for name in rules.agendas}
    found |= {f"phase {phase.id}" for phase in rules.ruleset.phases}
    # A practice round is there as a scenario of its own.
    found |= {f"option {name}" for name in rules.ruleset.options if name != rules.ruleset.practice}
    found |= {f"card {name}" for name, _ in library().cards_of("concert")}
    for name, held in library().cards_of("concert"):
        found |= {f"choice choose {choice} {name}" for choice in getattr(held.card, "choices", {})}
    for name, tactic in rules.tactics.items():
        found |= {f"tactic {name}{f' {form}' if form else ''}" for form, _ in tactic.all_forms()}
    for name in rules.agreements:
        found |= {f"agreement {name} signed", f"agreement {name} ended"}
    return found | {"refusal", "crisis met", "crisis failed"}


def candidates(seeds: Iterable[int]) -> Iterator[Recipe]:
    """Games to choose from: short ones, most of them wild."""
    for seed in seeds:
        for seats in (("random",) * 2, ("random",) * 3, ("planner", "planner"), ("random", "planner", "random")):
            options = ("fog",) if seed % 7 == 3 else ("hegemon",) if seed % 7 == 5 else ()
            difficulty = ("gentle", "standard", "hard")[seed % 3]
            yield Recipe("", "concert", seats, "lesson" if seed % 4 else "standard", difficulty, options, seed)
    # Here somebody joins the treaty early, which is rare among so few.
    yield Recipe("", "concert", ("planner",) * 4, "lesson", "gentle", (), 73)
    yield Recipe("", "practice", ("planner", "planner", "random"), "standard", "standard", (), 1)


def explored(made: Recipe) -> set[str]:
    """What a game shows, played without telling it."""
    position = new_game(
        library(), made.scenario, len(made.seats), made.length, made.difficulty, made.options, made.seed
    )
    bots = [bot(name, made.seed) for name in made.seats]
    while (ask := decision(position)) is not None:
        position, _ = apply(position, bots[ask.seat].choose(view(position, ask.seat), ask).move, ask.seat)
    return reached(position)


def fitting(made: Recipe) -> Recipe:
    """The game, told to its end or, if that is too long to keep, as many rounds of it as fit."""
    for until in (0, *range(8, 1, -1)):
        shorter = made._replace(until=until)
        if play(shorter)[1].count("\n") <= LONGEST:
            return shorter
    return made


def choose(seeds: Iterable[int]) -> list[Recipe]:
    """The games that show most, one after another, until nothing is missing."""
    found = [(made, explored(made)) for made in candidates(seeds)]
    missing, chosen = wanted(), list[Recipe]()
    while missing:
        best = max(found, key=lambda each: len(each[1] & missing))
        if not best[1] & missing:
            raise SystemExit(f"no candidate shows {sorted(missing)}")
        found.remove(best)
        made = fitting(best[0])
        position, text = play(made)
        if text.count("\n") <= LONGEST and (fresh := reached(position) & missing):
            missing -= fresh
            chosen.append(made._replace(name=f"game_{len(chosen) + 1:02}"))
    return chosen


def main() -> None:
    """Write the golden games again; with ``choose``, find new ones first."""
    kept = choose(range(170)) if "choose" in sys.argv[1:] else list(recipes())
    if "choose" in sys.argv[1:]:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(exist_ok=True)
    for made in kept:
        (FOLDER / f"{made.name}.txt").write_text(play(made)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
