"""From files to the library: read, lay rulesets over each other, check, freeze."""

import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..definitions import DeckCard, Library, Origin, Ruleset, RulesFolder
from ..definitions.base import FrozenDict
from ..definitions.library import Place
from . import checks
from .folders import PARTS, File, Key, gather, key_of
from .inheritance import lineage, resolved
from .problems import Problems
from .source import MAX_BYTES, Source, read, visible
from .validation import validated


def load(packs: Iterable[Path | str] = ()) -> Library:
    """The base content and packs, checked. Raises ``ContentError`` with every problem of every file."""
    library, problems = examine(packs)
    problems.refuse()
    return library


def load_sources(files: Mapping[str, str], *, surveyed: bool = False) -> Library:
    """The library of the given texts by name, such as those in ``Library.sources``: equal to the one they came from.

    With ``surveyed`` their expressions are not read in every setting, which takes longer than everything else: such
    texts were a library before, and whoever plays them learns of a fault when the rules of that game are compiled.
    Raises ``ContentError``.
    """
    problems = Problems()
    texts = []
    for name, text in sorted(files.items()):
        if len(text) > MAX_BYTES:
            problems.add(Place(visible(name), 1, 1), "too-big", f"The file has more than {MAX_BYTES:,} characters.")
        else:
            texts.append(File(name, visible(name), text.replace("\r\n", "\n")))
    library = assembled(texts, problems, surveyed=surveyed)
    problems.refuse()
    return library


def examine(packs: Iterable[Path | str] = ()) -> tuple[Library, Problems]:
    """The same with everything that was noticed, warnings too; with errors, the library lacks what is wrong."""
    problems = Problems()
    with _without_collector():
        return assembled(gather(packs, problems), problems), problems


def assembled(files: Iterable[File], problems: Problems, *, surveyed: bool = False) -> Library:
    """The library of these files. What is wrong is left out of it, and among the problems."""
    with _without_collector():
        workshop = _Workshop(problems)
        for file in files:
            workshop.add(file)
        workshop.inherit()
        library = workshop.library()
        names = {key: file.name for key, file in workshop.files.items()}
        checks.check(library, workshop.sources, names, problems, surveyed=surveyed)
        return library


@contextmanager
def _without_collector() -> Iterator[None]:
    """Loading makes many objects that stay: collecting garbage meanwhile finds none and costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass
class _Workshop:
    """A library in the making."""

    problems: Problems
    files: dict[Key, File] = field(default_factory=dict)
    sources: dict[Key, Source] = field(default_factory=dict)
    found: dict[Key, Any] = field(default_factory=dict)

    def add(self, file: File) -> None:
        """Read one file, and check its shape if nothing can be added to it later."""
        place = Place(file.shown, 1, 1)
        key = key_of(file.name)
        if isinstance(key, str):
            self.problems.add(place, "unexpected-file", key)
        elif key in self.files:
            kind = "codex entry" if key[0] == "codex" else key[0]
            message = f"The {kind} '{key[-1]}' is defined twice, first in {self.files[key].shown}."
            self.problems.add(place, "duplicate-id", message, "Rename one.")
        else:
            self.files[key] = file
            if (source := read(file.shown, file.text, self.problems)) is not None:
                self.sources[key] = source
                if key[0] != "ruleset":
                    self.found[key] = validated(key[0], source, self.problems)

    def inherit(self) -> None:
        """Lay rulesets over those they extend, and hand down tactics, agreements and agendas."""
        written = {key[1]: source for key, source in self.sources.items() if key[0] == "ruleset"}
        known = frozenset(key[1] for key in self.files if key[0] == "ruleset")
        for name, source in resolved(written, known, self.problems).items():
            self.sources["ruleset", name] = source
            self.found["ruleset", name] = validated("ruleset", source, self.problems)
        for name in sorted(written):
            if isinstance(self.found.get(("ruleset", name)), Ruleset):
                self._hand_down(name, lineage(name, written))
        self._find_strays(known)

    def library(self) -> Library:
        """Everything that is right so far."""
        held = {key: value for key, value in sorted(self.found.items()) if value is not None}
        sources = {file.name: file.text for file in sorted(self.files.values())}
        return Library(
            rulesets=FrozenDict((key[1], self._folder(key[1], held)) for key in held if key[0] == "ruleset"),
            scenarios=FrozenDict((key[1], value) for key, value in held.items() if key[0] == "scenario"),
            cards=FrozenDict((key[1], self._card(key, value)) for key, value in held.items() if key[0] == "card"),
            codex=FrozenDict((key[1], value) for key, value in held.items() if key[0] == "codex"),
            origins=FrozenDict((key, self._origin(key)) for key in held),
            sources=FrozenDict(sources),
            digest=digest_of(sources),
        )

    def _hand_down(self, name: str, ancestors: list[str]) -> None:
        """What a ruleset's folder has, and what the folders of those it extends have and it does not leave out."""
        left_out: set[str] = set()
        for child, parent in pairwise(ancestors):
            ruleset = self.found.get(("ruleset", child))
            left_out |= set(ruleset.without) if isinstance(ruleset, Ruleset) else set()
            for key in [key for key in self.files if key[0] in PARTS.values() and key[1] == parent]:
                heir = (key[0], name, key[2])
                if key[2] not in left_out and heir not in self.files:
                    self.files[heir] = self.files[key]
                    self.found[heir] = self.found.get(key)
                    if key in self.sources:
                        self.sources[heir] = self.sources[key]

    def _find_strays(self, known: frozenset[str]) -> None:
        for key, file in self.files.items():
            if key[0] in PARTS.values() and key[1] not in known:
                message = f"There is no ruleset '{key[1]}': its folder has no `ruleset.yaml`."
                self.problems.add(Place(file.shown, 1, 1), "unknown-ruleset", message)

    def _folder(self, name: str, held: Mapping[Key, Any]) -> RulesFolder:
        parts: dict[str, Any] = {
            part: FrozenDict((key[2], value) for key, value in held.items() if key[:2] == (kind, name))
            for part, kind in PARTS.items()
        }
        return RulesFolder.model_construct(ruleset=held["ruleset", name], **parts)

    def _card(self, key: Key, card: Any) -> DeckCard:
        return DeckCard(card, self.files[key].name.split("/")[1])

    def _origin(self, key: Key) -> Origin:
        source = self.sources[key]
        names = {file.shown: file.name for file in self.files.values()} if source.inherited else {}
        inherited = {path: names[owner.file] for path, owner in source.inherited.items()}
        return Origin(self.files[key].name, source.places, inherited)


def digest_of(sources: Mapping[str, str]) -> str:
    """The fingerprint of content: the same for the same texts under the same names."""
    whole = hashlib.sha256()
    for name, text in sorted(sources.items()):
        for part in (name, text):
            whole.update(f"{len(part)}:{part}".encode())
    return whole.hexdigest()
