"""Patches: files that change something written elsewhere, by path, and touch nothing else in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..definitions.library import Path, Place
from ..errors import choice_of, did_you_mean
from .parts import Part, depth, planted
from .problems import Problem, Problems
from .source import MAX_DEPTH, Source
from .traps import short
from .validation import MOST

_SHOWN = 60
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a patch: what is done, where, and what comes there."""

    verb: str
    path: str
    place: Place
    """Where the path is written."""
    value: Part
    """For ``remove``, the path itself."""

    @property
    def names(self) -> tuple[str, ...]:
        """The path in its steps."""
        return tuple(self.path.split("."))


def changes_in(source: Source) -> list[Change]:
    """The lines of a patch whose shape is right."""
    fields = planted(source).fields
    verbs = {verb: fields[verb] for verb in ("set", "add", "remove") if verb in fields}
    found = [
        Change(verb, path, part.key_place, part) for verb, whole in verbs.items() for path, part in whole.fields.items()
    ]
    listed = verbs["remove"].entries if "remove" in verbs else ()
    return [*found, *(Change("remove", str(part.value), part.place, part) for part in listed)]


def patched(root: Part, source: Source, thing: str, problems: Problems) -> tuple[Part, list[Change]]:
    """A thing with the changes of one file, and those of them that leave no room for another value there.

    All paths mean the thing as it was before this file. One that leads nowhere is a problem.
    """
    plan = _Plan(root, source, thing)
    for change in changes_in(source):
        plan.add(change)
    firm = plan.check()
    for problem in plan.faults[:MOST]:
        problems.note(problem)
    if len(plan.faults) > MOST:
        message = f"{len(plan.faults) - MOST} more problems begin here."
        problems.add(plan.faults[MOST].place, "too-many-problems", message)
    return plan.applied(root, ()), firm


@dataclass(slots=True)
class _Plan:
    """What happens to the parts of a thing, by their paths in it."""

    root: Part
    source: Source
    thing: str
    anew: dict[Path, Part] = field(default_factory=dict)
    gone: dict[Path, Change] = field(default_factory=dict)
    new: dict[Path, dict[str, Part]] = field(default_factory=dict)
    ahead: dict[Path, list[Part]] = field(default_factory=dict)
    behind: dict[Path, list[Part]] = field(default_factory=dict)
    done: list[tuple[Path, Change]] = field(default_factory=list)
    firm: list[Change] = field(default_factory=list)
    ways: set[Path] = field(default_factory=set)
    """Everything that lies above a change."""
    faults: list[Problem] = field(default_factory=list)
    called: dict[int, dict[str, int]] = field(default_factory=dict)
    """What entries of a list are called, by the list: many paths can lead into one."""

    def add(self, change: Change) -> None:
        """Take one line in, or note why that cannot be."""
        parts, path = self._walked(change.names)
        rest = change.names[len(path) :]
        if change.names[0] == "extends":
            self._refuse(change, "does-not-fit", "What a ruleset extends cannot be changed.")
        elif len(change.names) + depth(change.value) > MAX_DEPTH:
            self._refuse(change, "too-deep", f"More than {MAX_DEPTH} lists and mappings would be inside each other.")
        elif change.verb == "add" and (not rest or (len(rest) == 1 and isinstance(parts[-1].value, dict))):
            self._add(change, parts[-1], path, rest)
        elif rest:
            self._miss(change, parts[-1], path)
        elif change.verb == "set":
            self.anew[path] = change.value if isinstance(path[-1], str) else replace(change.value, key=None)
            self._note(change, path, firm=True)
        else:
            self.gone[path] = change
            self._note(change, path, firm=True)

    def _add(self, change: Change, there: Part, path: Path, rest: Sequence[str]) -> None:
        value = replace(change.value, key=None)
        if rest:
            self.new.setdefault(path, {})[rest[0]] = change.value
            self._note(change, (*path, rest[0]), firm=True)
        elif isinstance(there.value, tuple):
            self.behind.setdefault(path, []).extend(value.entries if isinstance(value.value, tuple) else [value])
            self._note(change, path)
        elif isinstance(path[-1], int):
            self.ahead.setdefault(path, []).append(value)
            self._note(change, path)
        else:
            message = f"There is something at `{short(change.path, _SHOWN)}` already."
            self._refuse(change, "already-there", message, "Change it with `set`.")

    def _note(self, change: Change, path: Path, *, firm: bool = False) -> None:
        self.done.append((path, change))
        self.ways.update(path[:end] for end in range(len(path) + 1))
        if firm:
            self.firm.append(change)

    def check(self) -> list[Change]:
        """Note changes that would be lost in others of the same file; the firm ones."""
        whole = {**self.anew, **self.gone}
        for path, change in self.done:
            around = next((path[:end] for end in range(1, len(path)) if path[:end] in whole), None)
            twice = change.verb == "set" and path in self.gone
            more = change.verb == "add" and path in self.behind and path in whole
            if around is not None or twice or more:
                message = f"`{short(change.path, _SHOWN)}` would be lost: this file sets or removes what it is in."
                self._refuse(change, "patch-twice", message, "Do one of the two.")
        return self.firm

    def applied(self, part: Part, path: Path) -> Part:
        """A part as it is afterwards."""
        if path in self.anew:
            return self.anew[path]
        if path not in self.ways:
            return part
        if isinstance(part.value, dict):
            return self._mapping(part, path)
        return self._list(part, path) if isinstance(part.value, tuple) else part

    def _mapping(self, part: Part, path: Path) -> Part:
        inner = {key: (*path, key) for key in part.fields}
        kept = {key: self.applied(each, inner[key]) for key, each in part.fields.items() if inner[key] not in self.gone}
        lost = [self.gone[each].value for each in inner.values() if each in self.gone]
        new = self.new.get(path, {})
        # The thing as a whole stays where it is written, unless it lost something.
        return self._marked(part.having({**kept, **new}), [*lost, *new.values()] if path else lost)

    def _list(self, part: Part, path: Path) -> Part:
        entries: list[Part] = []
        why: list[Part] = []
        for index, each in enumerate(part.entries):
            here = (*path, index)
            entries += self.ahead.get(here, [])
            why += self.ahead.get(here, [])
            if here in self.gone:
                why.append(self.gone[here].value)
            else:
                entries.append(self.applied(each, here))
        more = self.behind.get(path, [])
        return self._marked(part.having((*entries, *more)), [*why, *more])

    def _marked(self, part: Part, why: list[Part]) -> Part:
        """A list or mapping that lost or got something: what it lacks or has too much of is this file's fault."""
        return replace(part, file=self.source, spot=why[0].key or why[0].spot, key=None) if why else part

    def _miss(self, change: Change, there: Part, path: Path) -> None:
        name = change.names[len(path)]
        message = f"There is nothing at `{short(change.path, _SHOWN)}` in the {self.thing}."
        # More than so many are only counted, so there is no need to look for names that are near.
        hint = self._hint(change, there, name) if len(self.faults) < MOST else ""
        self._refuse(change, "patch-misses", message, hint)

    def _refuse(self, change: Change, code: str, message: str, hint: str = "") -> None:
        self.faults.append(Problem(change.place, code, message, hint))

    def _walked(self, names: Sequence[str]) -> tuple[list[Part], Path]:
        """As far as a path leads: the parts on the way, the whole first, and the steps."""
        parts: list[Part] = [self.root]
        path: list[str | int] = []
        for name in names:
            step = self._step(parts[-1], name)
            if step is None:
                break
            path.append(step)
            parts.append(parts[-1].fields[step] if isinstance(step, str) else parts[-1].entries[step])
        return parts, tuple(path)

    def _step(self, part: Part, name: str) -> str | int | None:
        """The key or the place in a list that a name means."""
        if name in part.fields:
            return name
        if ids := self._ids(part):
            return ids.get(name)
        number = int(name) if name.isascii() and name.isdecimal() and len(name) < 6 else 0
        return number - 1 if 1 <= number <= len(part.entries) else None

    def _ids(self, part: Part) -> dict[str, int]:
        """The entries of a list that have an id, by it; the first one of an id counts."""
        if id(part) not in self.called:
            named = [(each.text("id"), index) for index, each in enumerate(part.entries)]
            self.called[id(part)] = {name: index for name, index in reversed(named) if name is not None}
        return self.called[id(part)]

    def _hint(self, change: Change, there: Part, name: str) -> str:
        """What there is instead."""
        known = [*there.fields, *self._ids(there)]
        if isinstance(there.value, tuple) and not known:
            entries = f"{len(there.entries)} entr{'y' if len(there.entries) == 1 else 'ies'}"
            return f"The list there has {entries}, counted from 1."
        near = did_you_mean(name, known[:_LOOKED_AT]).strip()
        if near or not isinstance(there.value, (dict, tuple)):
            return near or "What stands there has no parts."
        new = "Something new comes with `add`." if change.verb == "set" and change.names[-1] == name else ""
        return new or choice_of(known).strip()
