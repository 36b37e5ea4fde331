"""Beginning something: a first file that passes the check, in the folder where its kind belongs."""

import errno
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import disk
from ..content import base_folder
from ..content.folders import MANIFEST, Key, in_pack, key_of
from ..content.samples import Named, Sample, sample_of
from ..content.touches import word_of
from ..definitions import Library
from ..errors import AllianceError, UnknownName
from ..letters import visible
from . import skeletons

KINDS = ("card", "tactic", "agreement", "agenda", "scenario", "ruleset", "pack", "patch")
"""What can be begun."""
CARDS = ("incident", "crisis")
PATCHED = ("card", "tactic", "agreement", "agenda", "ruleset", "scenario", "codex")
"""What can be changed by a patch; where several have the same name, the first is meant."""
USUAL = "concert"
MOST = 60


@dataclass(frozen=True)
class Plan:
    """What somebody wants to begin, and where."""

    kind: str
    name: str
    root: Path
    """The pack that it goes into, or the top of a checkout; for a pack, its own folder."""
    title: str = ""
    ruleset: str = ""
    deck: str = ""
    card: str = ""
    """The kind of card; for a patch, the kind of thing that it changes."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is to be written."""

    path: Path
    text: str


def drafts(plan: Plan, library: Library) -> list[Draft]:
    """The files to write, the most important one first.

    Raises ``AllianceError`` if the name cannot be one or is taken, or the ruleset has no such things.
    """
    if plan.kind not in KINDS:
        raise UnknownName("kind", plan.kind, KINDS)
    if plan.kind == "card" and plan.card not in ("", *CARDS):
        raise UnknownName("kind of card", plan.card, CARDS)
    made = _Drafting(plan, library)
    found = list(_WRITERS[plan.kind](made))
    for each in found:
        if each.path.exists():
            raise AllianceError(f"'{_shown(each.path)}' is there already, and nothing is overwritten.")
    return found


def ruleset_for(plan: Plan, library: Library) -> str:
    """The ruleset that is meant: the one named, the pack's own, or the usual one."""
    if plan.ruleset:
        if plan.ruleset not in library.rulesets:
            raise UnknownName("ruleset", plan.ruleset, library.rulesets)
        return plan.ruleset
    own = [name for name in sorted(library.rulesets) if (plan.root / "rules" / name / "ruleset.yaml").is_file()]
    written = [name for name in own if is_of(library, plan.root, ("ruleset", name))]
    return next(iter(written), USUAL if USUAL in library.rulesets else min(library.rulesets))


def is_of(library: Library, root: Path, key: tuple[str, ...]) -> bool:
    """Whether a thing is defined by the pack in this folder."""
    name = library.place(key).file
    return key in library.origins and bool(in_pack(name)[0]) and (root / in_pack(name)[1]).is_file()


def scenarios_with(library: Library, ruleset: str, deck: str | None = None) -> list[str]:
    """The scenarios of a ruleset, the usual one first; only those that deal a folder, if it is named."""
    found = [
        name
        for name, each in library.scenarios.items()
        if each.ruleset == ruleset and (deck is None or any(deck in folders for folders in each.decks.values()))
    ]
    return sorted(found, key=lambda name: (name not in (USUAL, ruleset), name))


class _Drafting:
    def __init__(self, plan: Plan, library: Library) -> None:
        self.plan = plan
        self.library = library
        self.title = _titled(plan)
        self.ruleset = ruleset_for(plan, library)
        self.sample = sample_of(library, self.ruleset)
        self.folders = self._folders()

    def incident_or_crisis(self) -> Iterator[Draft]:
        if self.plan.card == "crisis" and not self.sample.has_crises:
            raise AllianceError(f"The ruleset '{self.ruleset}' has no crises. Take `--kind incident`.")
        yield from self.card(self.plan.name, self.title)

    def card(self, name: str, title: str) -> Iterator[Draft]:
        deck = self.plan.deck or self.folders[0]
        self.free(("card", name))
        story = title.replace("{", "").replace("}", "")
        kind = self.plan.card or CARDS[0]
        yield self.draft("card", f"cards/{deck}/{name}.yaml", f"card-{kind}.yaml", title=title, story=story)
        if not self.is_base():
            states = next(iter(scenarios_with(self.library, self.ruleset, deck)), None) or self.tables()[0]
            who = self.library.scenarios[states].states[0].id
            yield self.draft("tests", f"tests/{name}.yaml", "card-test.yaml", name=name, kind=kind, who=who)

    def tactic(self) -> Iterator[Draft]:
        yield self.part("tactic", self.plan.name, "tactic.yaml")

    def agreement(self) -> Iterator[Draft]:
        signing = f"sign_{self.plan.name}"
        short = self.title.split()[0][:MOST].lower()
        yield self.part("agreement", self.plan.name, "agreement.yaml", signing=signing, short=short)
        yield self.part("tactic", signing, "tactic-signing.yaml")

    def agenda(self) -> Iterator[Draft]:
        if not self.sample.has_agendas:
            raise AllianceError(f"The ruleset '{self.ruleset}' deals no agendas. Name another one with `--ruleset`.")
        yield self.part("agenda", self.plan.name, "agenda.yaml")

    def part(self, kind: str, name: str, skeleton: str, /, **names: object) -> Draft:
        self.free((kind, self.ruleset, name))
        return self.draft(kind, f"rules/{self.ruleset}/{kind}s/{name}.yaml", skeleton, **names)

    def scenario(self) -> Iterator[Draft]:
        self.free(("scenario", self.plan.name))
        folders = [self.plan.deck] if self.plan.deck else self.folders
        yield self.draft(
            "scenario", f"rules/scenarios/{self.plan.name}.yaml", "scenario.yaml", ruleset=self.ruleset, folders=folders
        )

    def own_ruleset(self) -> Iterator[Draft]:
        name = self.plan.name
        self.free(("ruleset", name))
        self.free(("scenario", name))
        yield self.draft("ruleset", f"rules/{name}/ruleset.yaml", "ruleset.yaml", ruleset=self.ruleset)
        yield self.draft("scenario", f"rules/scenarios/{name}.yaml", "scenario.yaml", ruleset=name)

    def pack(self) -> Iterator[Draft]:
        root, name = self.plan.root, self.plan.name
        if root.exists():
            raise AllianceError(f"'{_shown(root)}' is there already, and nothing is overwritten.")
        yield self.draft("pack", MANIFEST, "pack.yaml")
        first = list(self.card(f"{name}_first", f"First card of {self.title[: MOST - 14].strip()}"))
        yield from first
        card = first[0].path.relative_to(root).as_posix()
        title = self.library.rulesets[self.ruleset].ruleset.title
        names = {"title": self.title, "card": card, "folder": root.name, "ruleset_title": title}
        yield Draft(root / "README.md", skeletons.filled("pack-readme.md", names))
        for each in ("settings.json", "extensions.json"):
            yield Draft(root / ".vscode" / each, skeletons.text_of(each))

    def patch(self) -> Iterator[Draft]:
        key = self.patched()
        pack, inside = in_pack(self.library.place(key).file)
        if self.is_base() or is_of(self.library, self.plan.root, key):
            file = _shown(self.plan.root / inside)
            raise AllianceError(f"The {word_of(key)} '{key[-1]}' is in {file}: change it there. A patch is for others.")
        title = _title_of(self.library, key)
        file = f"{pack}/{inside}" if pack else f"{inside} of the base content"
        yield self.draft(key[0], inside, "patch.yaml", kind=key[0], word=word_of(key), file=file, title=title)

    def patched(self) -> Key:
        """What is to be changed; of tactics and the like that of the ruleset that is meant, if it has one."""
        kinds = [self.plan.card] if self.plan.card else PATCHED
        if not set(kinds) <= set(PATCHED):
            raise UnknownName("kind", self.plan.card, PATCHED)
        every = [key for key in self.library.origins if key[0] in kinds]
        named = [key for key in every if key[-1] == self.plan.name]
        if not named:
            raise UnknownName(self.plan.card or "definition", self.plan.name, {key[-1] for key in every})
        return min(named, key=lambda key: (PATCHED.index(key[0]), self.ruleset not in key, key))

    def draft(self, kind: str, file: str, skeleton: str, /, **names: object) -> Draft:
        """One file; its first line names the schema as seen from there."""
        fault = key_of(f"packs/{self.plan.name}/{file}" if file == MANIFEST else file) if kind != "tests" else None
        if isinstance(fault, str):
            raise AllianceError(fault)
        path = self.plan.root / file
        schema = Path(os.path.relpath(schemas_for(self.plan) / f"{kind}.schema.json", path.parent)).as_posix()
        return Draft(path, skeletons.filled(skeleton, {**self.names(), "schema": schema, **names}))

    def names(self) -> dict[str, Any]:
        rules = self.library.rulesets[self.ruleset].ruleset
        sample: Sample = self.sample
        return {
            "name": self.plan.name,
            "title": self.title,
            "ruleset": self.ruleset,
            "world": _first(sample.world, "world", self.ruleset),
            "state": _first(sample.state, "state", self.ruleset),
            "pair": next(iter(sample.pair), None),
            "price": sample.price,
            "tag": sample.tag,
            "tags": list(rules.tags),
            "start": sample.start,
            "group": sample.group,
            "groups": list(rules.groups),
            "deck": sample.deck,
            "folders": self.folders,
            "lengths": sample.lengths,
        }

    def free(self, key: tuple[str, ...]) -> None:
        """Nothing has this name yet."""
        if key in self.library.origins:
            file = self.library.place(key).file
            inside = self.plan.root / in_pack(file)[1]
            if in_pack(file)[0] and inside.is_file():
                raise AllianceError(f"'{_shown(inside)}' is there already, and nothing is overwritten.")
            raise AllianceError(
                f"There is a {key[0]} '{key[-1]}' already, in {visible(file)}. Take another name; to change that one, "
                f"write a file with `patch: {key[-1]}` or `replace: {key[-1]}`."
            )

    def is_base(self) -> bool:
        return self.plan.root.resolve() == base_folder().resolve()

    def tables(self) -> list[str]:
        """Scenarios to take states from."""
        return scenarios_with(self.library, self.ruleset) or sorted(self.library.scenarios)

    def _folders(self) -> list[str]:
        """The folders that fill the first deck of the ruleset's scenarios; without any, one of the ruleset's name."""
        own = [name for name in self.tables() if is_of(self.library, self.plan.root, ("scenario", name))]
        for name in (*own, *self.tables()):
            scenario = self.library.scenarios[name]
            for folders in scenario.decks.values():
                if scenario.ruleset == self.ruleset and folders:
                    return list(folders)
        return [self.ruleset]


def _title_of(library: Library, key: Key) -> str:
    """What a thing is called on the screen."""
    kind, *_, name = key
    if kind in ("card", "ruleset"):
        return library.cards[name].card.title if kind == "card" else library.rulesets[name].ruleset.title
    if kind in ("scenario", "codex"):
        return library.scenarios[name].title if kind == "scenario" else library.codex[name].title
    folder = library.rulesets[key[1]]
    if kind == "tactic":
        return folder.tactics[name].title
    return folder.agreements[name].title if kind == "agreement" else folder.agendas[name].title


def _titled(plan: Plan) -> str:
    title = plan.title or plan.name.replace("_", " ").capitalize()
    if len(title) > MOST or not title.isprintable() or not title.strip():
        raise AllianceError(f"A title has 1 to {MOST} characters, all on one line.")
    return title


def _first(tracks: tuple[Named, ...], scope: str, ruleset: str) -> Named:
    if not tracks:
        raise AllianceError(f"The ruleset '{ruleset}' has no tracks of the {scope}: there is nothing to show.")
    return tracks[0]


def checked_name(name: str) -> str:
    """A name that a thing can have. Raises ``AllianceError`` with one that would do."""
    fault = key_of(f"cards/base/{name}.yaml") if "/" not in name else f"'{visible(name)}' is not an id."
    if isinstance(fault, str):
        better = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")[:40]
        hint = f" Did you mean '{better}'? The title can be anything: `--title`." if better not in ("", name) else ""
        raise AllianceError(f"{fault}{hint}")
    return name


def schemas_for(plan: Plan) -> Path:
    """The folder of schemas that an editor finds: the pack's own, else one of a folder around it."""
    around = plan.root.resolve().parents if plan.kind != "pack" else ()
    found = next((each for each in (plan.root, *around) if (each / "schema" / "card.schema.json").is_file()), plan.root)
    return found / "schema"


def write(files: list[Draft]) -> None:
    """Write files that are not there yet. Raises ``AllianceError`` if one cannot be written."""
    for each in files:
        try:
            each.path.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(each.path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            disk.put(each.path, each.text.encode(), disk.ANYBODYS)
        except OSError as error:
            raise AllianceError(f"'{_shown(each.path)}' cannot be written ({error.strerror}).") from error


def _shown(path: Path) -> str:
    return visible(path.as_posix())


_WRITERS: Mapping[str, Any] = {
    "card": _Drafting.incident_or_crisis,
    "tactic": _Drafting.tactic,
    "agreement": _Drafting.agreement,
    "agenda": _Drafting.agenda,
    "scenario": _Drafting.scenario,
    "ruleset": _Drafting.own_ruleset,
    "pack": _Drafting.pack,
    "patch": _Drafting.patch,
}
