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
from ..letters import visible
from ..wording import ENGLISH, aside
from . import checks, passed
from .cures import Words, words_of
from .folders import PARTS, File, Key, in_pack, key_of
from .inheritance import lineage
from .languages import in_spoken
from .made_of import Makings
from .packs import arranged, gather
from .problems import Problems
from .source import MAX_BYTES, Source, read
from .touches import is_clear, is_touching, touch_of, word_of
from .validation import validated
from .weaving import Weaver


def load(packs: Iterable[Path | str] = ()) -> Library:
    """The base content and packs, checked, in the language that is spoken.

    Raises ``ContentError`` with every problem of every file.
    """
    library, problems = examine(packs, again=False)
    problems.refuse()
    return in_spoken(library)


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
    return in_spoken(library)


def examine(packs: Iterable[Path | str] = (), *, again: bool = True) -> tuple[Library, Problems]:
    """The same with everything that was noticed, warnings too; with errors, the library lacks what is wrong.

    Expressions of content that was right the last time are read in every setting only if ``again``.
    """
    problems = Problems()
    with without_collector():
        return assembled(gather(packs, problems), problems, again=again), problems


def assembled(files: Iterable[File], problems: Problems, *, surveyed: bool = False, again: bool = True) -> Library:
    """The library of these files. What is wrong is left out of it, and among the problems.

    Problems are told in English, whatever is spoken: so are the keys that they name.
    """
    with without_collector(), aside(ENGLISH):
        workshop = workshop_of(files, problems)
        library = workshop.library()
        names = {key: in_pack(file.name)[1] for key, file in workshop.files.items()}
        if surveyed or (not again and passed.have_passed([library.digest])):
            checks.check(library, workshop.sources, names, problems, surveyed=True)
            return library
        makings = Makings(library, workshop.sources)
        digests = {name: makings.digest(name) for name in library.scenarios}
        known = passed.have_passed(digests.values())
        right = {name for name, digest in digests.items() if digest in known}
        if again:
            # Whoever asks what is wrong with packs asks of what they bring and change, and of nothing else.
            packed = any(in_pack(file)[0] for file in library.sources)
            right = {name for name in right if packed and not makings.from_packs(name)}
        problems.left_out = frozenset(key for name in right for key in makings.of(name))
        checks.check(library, workshop.sources, names, problems, right={name: makings.cards(name) for name in right})
        if not problems.errors():
            passed.note(library.digest, *digests.values())
        return library


def workshop_of(files: Iterable[File], problems: Problems) -> "Workshop":
    """Everything that these files define, put together."""
    files = list(files)
    workshop = Workshop(problems, Weaver(problems, arrangement=arranged(files, problems)))
    for file in files:
        workshop.add(file)
    workshop.put_together()
    return workshop


@contextmanager
def without_collector() -> Iterator[None]:
    """Loading makes many objects that stay: collecting garbage meanwhile finds none and costs a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass
class Workshop:
    """A library in the making."""

    problems: Problems
    weaver: Weaver
    read: list[File] = field(default_factory=list)
    """Every file that has a part in it."""
    files: dict[Key, File] = field(default_factory=dict)
    """The file that each thing is written in, also those that are broken."""
    sources: dict[Key, Source] = field(default_factory=dict)
    found: dict[Key, Any] = field(default_factory=dict)

    def add(self, file: File) -> None:
        """Read one file: something of its own, or what changes something else."""
        place = Place(file.shown, 1, 1)
        key = key_of(file.name)
        if isinstance(key, str):
            self.problems.add(place, "unexpected-file", key)
        elif key[0] == "pack":
            self.read.append(file)
        elif in_pack(file.name)[0] not in self.weaver.arrangement.left_out:
            source = read(file.shown, file.text, self.problems)
            if source is not None and is_touching(source):
                self._add_touch(key, file, source)
            elif source is not None or key not in self.files:
                self._define(key, file, source)

    def _add_touch(self, key: Key, file: File, source: Source) -> None:
        self.read.append(file)
        if is_clear(key, source, self.problems) and (touch := touch_of(key, file.name, source, self.problems)):
            self.weaver.touch(touch)

    def _define(self, key: Key, file: File, source: Source | None) -> None:
        if key in self.files:
            first = self.files[key]
            message = f"The {word_of(key)} '{key[-1]}' is defined twice, first in {first.shown}."
            same = in_pack(first.name)[0] == in_pack(file.name)[0]
            hint = "Rename one." if same else f"Rename it, or write `replace: {key[-1]}` if it takes the other's place."
            self.problems.add(Place(file.shown, 1, 1), "duplicate-id", message, hint)
            return
        self.read.append(file)
        self.files[key] = file
        self.weaver.known.add(key)
        if source is not None and is_clear(key, source, self.problems):
            self.weaver.written[key] = source

    def put_together(self) -> None:
        """Let things build on others: rulesets first, since what they hand down is there to build on."""
        rulesets = sorted(key for key in self.files if key[0] == "ruleset")
        self._weave(rulesets)
        # What one ruleset gets from another it hands on: those that extend none come first.
        for key in sorted(rulesets, key=lambda key: len(lineage(key, self.weaver.written))):
            if isinstance(self.found.get(key), Ruleset):
                self._hand_down(key)
        self._weave([key for key in self.files if key[0] != "ruleset"])
        self._find_strays(frozenset(key[1] for key in rulesets))
        ready = {key[1] for key in rulesets if self.found.get(key) is not None}
        self.weaver.tell_misses(key for key in self.weaver.touches if key[0] not in PARTS.values() or key[1] in ready)

    def _weave(self, keys: Iterable[Key]) -> None:
        for key in keys:
            source = self.weaver.woven(key)
            if source is not None:
                self.sources[key] = source
                self.found[key] = self._validated(key, source)

    def _validated(self, key: Key, source: Source) -> Any:
        """The definition; what is handed down unchanged is the same one."""
        origin = self.weaver.handed.get(key)
        if origin is not None and self.sources.get(origin) is source:
            return self.found.get(origin)
        return validated(key[0], source, self.problems, self._words)

    def _words(self) -> Words:
        """What a faulty file is told of the rulesets that are there, as far as they are read."""
        rulesets = [each for each in self.found.values() if isinstance(each, Ruleset)]
        return words_of(rulesets, (each for key, each in self.weaver.written.items() if key[0] == "tactic"))

    def library(self) -> Library:
        """Everything that is right so far."""
        held = {key: value for key, value in sorted(self.found.items()) if value is not None}
        sources = {file.name: file.text for file in sorted(self.read)}
        names = {file.shown: file.name for file in self.read}
        return Library(
            rulesets=FrozenDict((key[1], self._folder(key[1], held)) for key in held if key[0] == "ruleset"),
            scenarios=FrozenDict((key[1], value) for key, value in held.items() if key[0] == "scenario"),
            cards=FrozenDict((key[1], self._card(key, value)) for key, value in held.items() if key[0] == "card"),
            codex=FrozenDict((key[1], value) for key, value in held.items() if key[0] == "codex"),
            packs=FrozenDict(self.weaver.arrangement.packs),
            origins=FrozenDict((key, _origin(self.sources[key], names)) for key in held),
            sources=FrozenDict(sources),
            digest=digest_of(sources),
        )

    def _hand_down(self, heir: Key) -> None:
        """What a ruleset's folder has, and what the folders of those it extends have and it does not leave out."""
        left_out: set[str] = set()
        for child, parent in pairwise(lineage(heir, self.weaver.written)):
            ruleset = self.found.get(child)
            if not isinstance(ruleset, Ruleset) or ruleset.extends is None:
                return  # It was replaced by one that extends nothing.
            left_out |= set(ruleset.without)
            for key in [key for key in self.files if key[0] in PARTS.values() and key[1] == parent[1]]:
                handed = (key[0], heir[1], key[2])
                if key[2] not in left_out and handed not in self.files:
                    self.files[handed] = self.files[key]
                    self.weaver.hand_down(key, handed)

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
        return DeckCard(card, in_pack(self.files[key].name)[1].split("/")[1])


def _origin(source: Source, names: Mapping[str, str]) -> Origin:
    inherited = {path: names[owner.file] for path, owner in source.inherited.items()}
    return Origin(names[source.file], source.places, inherited)


def digest_of(sources: Mapping[str, str]) -> str:
    """The fingerprint of content: the same for the same texts under the same names."""
    whole = hashlib.sha256()
    for name, text in sorted(sources.items()):
        for part in (name, text):
            whole.update(f"{len(part)}:{part}".encode())
    return whole.hexdigest()
