"""Shapes: plain data against the models, and pydantic's errors in our words at our places."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..definitions import Agenda, Agreement, Card, CodexEntry, Ruleset, Scenario, Tactic
from ..definitions.base import ID_PATTERN, RULE_PATTERN, Definition
from ..definitions.effects import VERBS
from ..definitions.lessons import LessonPlan
from ..definitions.library import Path
from ..definitions.pack import LANGUAGE_PATTERN, LEAST_PATTERN, VERSION_PATTERN, Pack, Patch
from ..definitions.texts import Phrases, Texts
from ..definitions.trials import CardTests
from ..errors import did_you_mean
from . import shapes
from .cures import NO_WORDS, Cures, Words
from .problems import Problems
from .source import Source
from .traps import QUOTES, short

KINDS: dict[str, Any] = {
    "card": Card,
    "tactic": Tactic,
    "agreement": Agreement,
    "agenda": Agenda,
    "scenario": Scenario,
    "ruleset": Ruleset,
    "codex": CodexEntry,
    "pack": Pack,
}
"""What a file can define."""
_SHAPES = {**KINDS, "patch": Patch, "tests": CardTests, "texts": Texts, "phrases": Phrases, "lesson": LessonPlan}
MOST = 200
"""So many faults of shape are told for a file; a person mends the first ones and looks again."""
_FEW = 14


class _Anything(Definition):
    """One definition of any kind, under the kind's name.

    Kinds share most of their parts (effects above all); building the checkers together takes half the time.
    They are built when the first is needed, hence apart from those of ``_Besides``, which games do without.
    """

    card: Card | None = None
    tactic: Tactic | None = None
    agreement: Agreement | None = None
    agenda: Agenda | None = None
    scenario: Scenario | None = None
    ruleset: Ruleset | None = None
    codex: CodexEntry | None = None
    pack: Pack | None = None


class _Besides(Definition):
    """What else is written in files, under the name of its shape."""

    tests: CardTests | None = None
    patch: Patch | None = None
    texts: Texts | None = None
    phrases: Phrases | None = None
    lesson: LessonPlan | None = None


def validated(kind: str, source: Source, problems: Problems, words: Callable[[], Words] = lambda: NO_WORDS) -> Any:
    """The definition that a file holds, or ``None`` with the reasons among the problems.

    ``words`` are those of the rulesets that are there; they are only asked for where something is wrong.
    """
    try:
        # Strict, so that `true` is no number and "3" is no whole number; the aliases are the only names.
        shape = _Anything if kind in KINDS else _Besides
        found = shape.model_validate({kind: source.data}, strict=True, by_alias=True, by_name=False)
        return getattr(found, kind)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        _Report(kind, source, problems, words).add_all([{**each, "loc": each["loc"][1:]} for each in details])
    except (RecursionError, ValueError, TypeError) as error:
        problems.add(source.place(()), "unreadable", f"The file cannot be checked ({type(error).__name__}).")
    return None


class _Fault:
    """One of pydantic's errors, with the way to it: first as far as it exists in the data, then what is left."""

    def __init__(self, details: ErrorDetails, data: object) -> None:
        self.type = details["type"]
        self.message = details["msg"]
        self.context: dict[str, Any] = details.get("ctx", {})
        self.location = details["loc"]
        self.branches: list[tuple[Path, str]] = []
        self.missing: str | int | None = None
        self.is_key = self.location[-1:] == ("[key]",)
        path: Path = ()
        for index, part in enumerate(self.location):
            if _has(data, part):
                data, path = data[part], (*path, part)  # type: ignore[index]
            elif self.type == "missing" and index == len(self.location) - 1:
                self.missing = part
            else:
                self.branches.append((path, str(part)))
        self.path = path
        self.value = data

    def is_mismatch(self, path: Path) -> bool:
        """Whether the value at the path is of another shape than this alternative wants."""
        return self.path == path and self.missing is None and self.type in (*_EXPECTED, "literal_error")


def _has(data: object, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, tuple) and isinstance(part, int) and part < len(data)


class _Report:
    """Turns the errors of one file into problems."""

    def __init__(self, kind: str, source: Source, problems: Problems, words: Callable[[], Words]) -> None:
        self._kind = kind
        self._source = source
        self._problems = problems
        self._cures = Cures(kind, source.data, words)

    def add_all(self, errors: list[ErrorDetails]) -> None:
        """One problem for each place."""
        found = _of_fitting_branches([_Fault(error, self._source.data) for error in errors])
        faults = found[:MOST]
        if len(found) > MOST:
            place = self._source.place(found[MOST].path)
            self._problems.add(place, "too-many-problems", f"{len(found) - MOST} more problems begin here.")
        for path in dict.fromkeys(fault.path for fault in faults if fault.missing is not None):
            missing = [fault.missing for fault in faults if fault.path == path and fault.missing is not None]
            strange = [str(f.path[-1]) for f in faults if f.type == "extra_forbidden" and f.path[:-1] == path]
            # A field that is only misspelt is one fault, not two.
            self._missing(path, [name for name in missing if not did_you_mean(str(name), strange)])
        for fault in faults:
            if fault.missing is None:
                _WORDS.get(fault.type, _Report.other)(self, fault)

    def _add(self, fault: _Fault, code: str, message: str, hint: str = "") -> None:
        source = self._source
        place = source.key_place(fault.path) if fault.is_key else source.head_place(fault.path)
        self._problems.add(place, code, message, hint)

    def _missing(self, path: Path, names: list[str | int]) -> None:
        """Fields that a mapping lacks, or entries that a list of a fixed length lacks."""
        place = self._source.head_place(path)
        if names and isinstance(names[-1], int):
            self._problems.add(place, "too-few", f"{_name(path)} needs {names[-1] + 1} entries.")
        elif names:
            listed = " and ".join(f"`{name}`" for name in names)
            self._problems.add(place, "missing-field", f"{_name(path)} lacks {listed}.")

    def unknown_field(self, fault: _Fault) -> None:
        name = str(fault.path[-1])
        place = self._source.key_place(fault.path)
        known = shapes.fields_at(_SHAPES[self._kind], fault.location[:-1])
        if "verb" in str(fault.location[-2:-1]) and name in VERBS:
            message = f"`{name}` is a second verb here: an effect has one."
            self._problems.add(place, "two-verbs", message, "Make two effects of it.")
            return
        message = f"{_name(fault.path[:-1])} has no field `{short(name)}`."
        listed = f"It can have {_listed(sorted(known))}." if 0 < len(known) <= _FEW else ""
        self._problems.add(place, "unknown-field", message, did_you_mean(name, known).strip() or listed)

    def no_tag(self, fault: _Fault) -> None:
        if not isinstance(fault.value, dict):
            self._mismatch(fault, "keys with values")
        elif fault.path == () and self._kind == "card":
            self._card_kind(fault.value)
        else:
            self._verb(fault, fault.value)

    def _card_kind(self, data: dict[str, object]) -> None:
        if "kind" not in data:
            message = "The file lacks `kind`: it is `crisis` or `incident`."
            self._problems.add(self._source.place(()), "missing-field", message)
        else:
            hint = did_you_mean(str(data["kind"]), ("crisis", "incident")).strip()
            message = f"`kind` must be `crisis` or `incident`, not {_seen(data['kind'])}."
            self._problems.add(self._source.place(("kind",)), "unknown-kind", message, hint)

    def _verb(self, fault: _Fault, data: dict[str, object]) -> None:
        keys = list(data)
        if cure := self._cures.verb(data):
            place = self._source.key_place((*fault.path, keys[0]))
            message = f"`{short(keys[0])}` is no verb: an effect says what happens to a track."
            self._problems.add(place, "unknown-verb", message, cure)
            return
        near = [(key, hint) for key in keys if (hint := did_you_mean(key, VERBS).strip())]
        if near:
            place = self._source.key_place((*fault.path, near[0][0]))
            self._problems.add(place, "unknown-verb", f"There is no verb `{short(near[0][0])}`.", near[0][1])
            return
        place = self._source.key_place((*fault.path, keys[0])) if keys else self._source.place(fault.path)
        message = f"This effect has no verb; the verbs are {_listed(sorted(VERBS))}."
        self._problems.add(place, "unknown-verb", message)

    def wrong_word(self, fault: _Fault) -> None:
        words = fault.context["expected"].replace("'", "`")
        known = shapes.words_in(fault.context["expected"])
        hint = did_you_mean(fault.value, known).strip() if isinstance(fault.value, str) else ""
        message = f"{_name(fault.path)} must be {words}, not {_seen(fault.value)}."
        self._add(fault, "unknown-word", message, hint or self._cures.of(fault.path, fault.value, words))

    def wrong_type(self, fault: _Fault) -> None:
        self._mismatch(fault, fault.context.get("expected") or _EXPECTED[fault.type])

    def _mismatch(self, fault: _Fault, expected: str) -> None:
        quotes = expected == "text" and isinstance(fault.value, (int, bool))
        hint = QUOTES if quotes else self._cures.of(fault.path, fault.value, expected)
        self._add(fault, "wrong-type", f"{_name(fault.path)} must be {expected}, not {_seen(fault.value)}.", hint)

    def wrong_range(self, fault: _Fault) -> None:
        word = "at least" if "ge" in fault.context else "at most"
        limit = fault.context.get("ge", fault.context.get("le"))
        if "le" in fault.context and (most := self._cures.most_payable(fault.path)) is not None:
            limit = min(most, fault.context["le"])
        self._add(fault, "out-of-range", f"{_name(fault.path)} must be {word} {limit}, not {_seen(fault.value)}.")

    def long_text(self, fault: _Fault) -> None:
        length = len(fault.value) if isinstance(fault.value, str) else 0
        message = f"{_name(fault.path)} has {length} characters; {fault.context['max_length']} fit."
        self._add(fault, "too-long", message)

    def short_text(self, fault: _Fault) -> None:
        least = fault.context["min_length"]
        message = f"{_name(fault.path)} is empty." if least == 1 else f"{_name(fault.path)} needs {least} characters."
        self._add(fault, "too-short", message)

    def too_many(self, fault: _Fault) -> None:
        if isinstance(fault.value, str):  # an expression: pydantic counts it like a list
            self.long_text(fault)
            return
        most, entries = fault.context["max_length"], len(fault.value) if isinstance(fault.value, (tuple, dict)) else 0
        self._add(fault, "too-many", f"{_name(fault.path)} has {entries} entries; {most} fit.")

    def too_few(self, fault: _Fault) -> None:
        if isinstance(fault.value, str):
            self.short_text(fault)
            return
        least = fault.context["min_length"]
        entries = "entry" if least == 1 else "entries"
        self._add(fault, "too-few", f"{_name(fault.path)} needs at least {least} {entries}.")

    def wrong_pattern(self, fault: _Fault) -> None:
        text = fault.path[-1] if fault.is_key else fault.value
        seen = f"'{short(str(text))}'"
        if fault.context["pattern"] == ID_PATTERN:
            message = f"{seen} is not a name: a to z, 0 to 9 and _, a letter first, 48 at most."
            self._add(fault, "bad-name", message, _plain_name(str(text)))
        elif fault.context["pattern"] == RULE_PATTERN:
            self._add(fault, "bad-rule-number", f"{seen} is not the number of a rule, such as `9.3.1`.")
        elif fault.context["pattern"] == VERSION_PATTERN:
            self._add(fault, "bad-version", f"{seen} is not a version, such as `1.2.0`.")
        elif fault.context["pattern"] == LEAST_PATTERN:
            self._add(fault, "bad-version", f'{seen} is not the oldest version that will do, such as `">=1.2"`.')
        elif fault.context["pattern"] == LANGUAGE_PATTERN:
            self._add(fault, "bad-language", f"{seen} is not a language, such as `fr` or `pt-BR`.")
        else:
            self._add(fault, "bad-chance", f"{seen} is not a chance, such as `1 in 3`.")

    def own_words(self, fault: _Fault) -> None:
        """A sentence that one of the models says itself."""
        sentence = str(fault.context.get("error", fault.message))
        place = self._source.head_place(fault.path)
        owner = self._source.owner(fault.path)
        if path := _part_meant(sentence, fault.value, lambda name: self._source.owner((*fault.path, name)) is owner):
            place = self._source.key_place((*fault.path, *path))
        self._problems.add(place, "does-not-fit", sentence[:1].upper() + sentence[1:] + ".")

    def no_fallback(self, fault: _Fault) -> None:
        """Every choice could be locked: the card would have no answer."""
        choices = fault.value.get("choices") if isinstance(fault.value, dict) else None
        free = [name for name, each in choices.items() if _is_free(each)] if isinstance(choices, dict) else []
        hint = f"Write `fallback: true` into `{short(free[0])}`: it costs nothing and asks for nothing." if free else ""
        hint = hint or "Add a choice without `when` and `cost`, with `fallback: true`."
        message = "None of the choices is the one that is always possible, and taken when time runs out."
        self._problems.add(self._source.key_place((*fault.path, "choices")), "no-fallback", message, hint)

    def other(self, fault: _Fault) -> None:
        self._add(fault, "wrong-value", f"{_name(fault.path)}: {fault.message}.")


_EXPECTED = {
    "int_type": "a whole number",
    "string_type": "text",
    "bool_type": "`true` or `false`",
    "tuple_type": "a list",
    "dict_type": "keys with values",
    "mapping_type": "keys with values",
    "model_type": "keys with values",
    "alternatives": "",
}

_WORDS: dict[str, Callable[[_Report, _Fault], None]] = {
    **dict.fromkeys(_EXPECTED, _Report.wrong_type),
    "extra_forbidden": _Report.unknown_field,
    "union_tag_not_found": _Report.no_tag,
    "literal_error": _Report.wrong_word,
    "greater_than_equal": _Report.wrong_range,
    "less_than_equal": _Report.wrong_range,
    "string_too_long": _Report.long_text,
    "string_too_short": _Report.short_text,
    "too_long": _Report.too_many,
    "too_short": _Report.too_few,
    "string_pattern_mismatch": _Report.wrong_pattern,
    "value_error": _Report.own_words,
    "no-fallback": _Report.no_fallback,
}


def _of_fitting_branches(faults: list[_Fault]) -> list[_Fault]:
    """Where several shapes are allowed, only the faults of the one that the author meant."""
    unions: dict[Path, dict[str, list[_Fault]]] = {}
    for fault in faults:
        for path, branch in fault.branches:
            unions.setdefault(path, {}).setdefault(branch, []).append(fault)
    chosen = {path: _meant(path, branches) for path, branches in unions.items()}
    return [fault for fault in faults if all(chosen[path] == branch for path, branch in fault.branches)]


def _meant(path: Path, branches: dict[str, list[_Fault]]) -> str:
    """The branch whose shape fits; if none does, the first, which then names all shapes."""
    for branch, faults in branches.items():
        if not any(fault.is_mismatch(path) for fault in faults):
            return branch
    first = next(iter(branches))
    if len(branches) > 1:
        every = [fault for faults in branches.values() for fault in faults if fault.is_mismatch(path)]
        words = dict.fromkeys(shapes.alternative(fault.context, _EXPECTED.get(fault.type, "")) for fault in every)
        literal = next((fault for fault in every if fault.type == "literal_error"), None)
        shown = literal or branches[first][0]
        shown.type = "literal_error" if literal and isinstance(shown.value, str) else "alternatives"
        shown.context = {"expected": " or ".join(words)}
        return next(branch for branch, faults in branches.items() if shown in faults)
    return first


def _part_meant(sentence: str, data: object, is_own: Callable[[str], bool]) -> Path:
    """The first field that a sentence names, also in the singular, and that the author wrote.

    Fields of the file that completed the whole come before those that it built on. If the sentence names one of the
    field's entries too, as `length 'short'`, the entry.
    """
    if not isinstance(data, dict):
        return ()
    names = [name for word in re.findall(r"[a-z_]+", sentence) for name in (word, f"{word}s")]
    written = [name for name in names if name in data]
    field = next((name for name in written if is_own(name)), written[0] if written else None)
    entry = next((name for name in re.findall(r"'([^']+)'", sentence) if _has(data.get(field), name)), None)
    return () if field is None else (field,) if entry is None else (field, entry)


def _name(path: Path) -> str:
    """What people call a part of a file."""
    if not path:
        return "The file"
    if isinstance(path[-1], int):
        field = next((part for part in reversed(path) if isinstance(part, str)), None)
        return f"Entry {path[-1] + 1} of `{field}`" if field else f"Entry {path[-1] + 1}"
    return f"`{short(path[-1])}`"


def _plain_name(text: str) -> str:
    """The name that a text can be made into, as a hint; empty if it cannot."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", letters.lower()).strip("_")
    return f"Write `{name}`." if re.fullmatch(ID_PATTERN, name) else ""


def _seen(value: object) -> str:
    match value:
        case None:
            return "empty"
        case True:
            return "`true`"
        case False:
            return "`false`"
        case int():
            return str(value)
        case str():
            return f"'{short(value, 30)}'"
        case tuple():
            return "a list"
        case _:
            return "keys with values"


def _is_free(choice: object) -> bool:
    """Whether a choice can be taken by anybody."""
    return isinstance(choice, dict) and not choice.get("when") and not choice.get("cost")


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
