"""Pages: what each code of ``check`` means, with a failing example and the mended one.

A page is a file in ``pages`` beside this module; its name is the code.
"""

import difflib
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from ...content import Problems
from ...content.problems import Severity
from ...content.source import read
from ...definitions.base import Definition, Frozen, Text, Title
from ...errors import AllianceError, UnknownName

WIDTH = 80
_ABOUT_COMMENTS = frozenset(("unknown-code", "ignore-without-reason", "useless-ignore"))
"""Warnings that come from comments which ignore others."""


class Page(Definition):
    """One code, explained."""

    title: Title
    """What is wrong, in a few words."""
    severity: Severity = "error"
    """Whether content with it is refused, or worth a look."""
    about: Text
    """What it means, and why it matters: two or three sentences."""
    failing: Frozen[str, str] = Field(default_factory=dict)
    """An example that has the fault: files of a pack by name."""
    file: str | None = None
    """The file of the fault; otherwise the only one."""
    line: int | None = Field(None, ge=1)
    """The line of the fault."""
    mended: Frozen[str, str] = Field(default_factory=dict)
    """The same without the fault, whole."""
    signs: Frozen[str, int] = Field(default_factory=dict)
    """Signs in the failing example that stand for characters which nobody could see."""
    encoding: Literal["utf-8", "utf-8-sig", "latin-1"] = "utf-8"
    """How the failing example is saved."""
    made: Text | None = None
    """How it comes about, where no short example can show it."""

    @model_validator(mode="after")
    def _shows_it(self) -> "Page":
        if (self.made is None) == (not self.failing):
            raise ValueError("a page has an example or says in `made` how the fault comes about")
        if self.failing and (self.line is None or not self.mended):
            raise ValueError("an example needs `line` and `mended`")
        if self.file is None and len(self.failing) > 1:
            raise ValueError("with several files, say in `file` which one has the fault")
        return self

    @property
    def faulty(self) -> str:
        """The file of the fault."""
        return self.file or next(iter(self.failing))

    def raw(self) -> dict[str, bytes]:
        """The failing example as it lies on a disk."""
        texts = dict(self.failing)
        for sign, number in self.signs.items():
            texts = {name: text.replace(sign, chr(number)) for name, text in texts.items()}
        return {name: text.encode(self.encoding if name == self.faulty else "utf-8") for name, text in texts.items()}


def codes() -> tuple[str, ...]:
    """Every code that there is, in the order of the alphabet."""
    return tuple(sorted(_files()))


def page(code: str) -> Page:
    """The page of a code. Raises ``UnknownName``."""
    if code not in _files():
        raise UnknownName("code", code, _files())
    file, problems = _files()[code], Problems()
    source = read(file.name, file.read_text(encoding="utf-8"), problems)
    try:
        if source is not None:
            return Page.model_validate(source.data, strict=True)
    except ValidationError as error:
        raise AllianceError(f"The page {file.name} cannot be used: {error}") from None
    raise AllianceError("\n".join(str(problem) for problem in problems))


def listed() -> Iterator[str]:
    """All codes with their titles, a line each."""
    width = max(len(code) for code in codes())
    for code in codes():
        yield f"{code:<{width}}  {page(code).title}"


def explained(code: str) -> Iterator[str]:
    """A page as lines of text. Raises ``UnknownName``."""
    found = page(code)
    yield f"{code} ({found.severity}): {found.title}"
    yield ""
    yield from textwrap.wrap(found.about, WIDTH)
    if found.made is not None:
        yield ""
        yield from textwrap.wrap(found.made, WIDTH)
        return
    yield from ("", "This is found:")
    for name, text in found.failing.items():
        yield from ("", f"  {name}")
        yield from _numbered(text, {found.line or 0} if name == found.faulty else set())
    yield from ("", "This is right:")
    for name, text in found.mended.items():
        if text != found.failing.get(name):
            yield from ("", f"  {name}")
            yield from _numbered(text, set(_changed(found.failing.get(name, found.failing[found.faulty]), text)))
    if found.severity == "warning" and code not in _ABOUT_COMMENTS:
        yield from ("", f"If it is meant so, end the line with # check: ignore {code} REASON")


def _numbered(text: str, marked: set[int]) -> Iterator[str]:
    """The lines of a file with their numbers, some of them marked."""
    for number, line in enumerate(text.splitlines(), 1):
        shown = f"  {'>' if number in marked else ' '}{number:>4}  {line}".rstrip()
        yield shown if len(shown) <= WIDTH else f"{shown[: WIDTH - 1]}…"


def _changed(before: str, after: str) -> Iterator[int]:
    """The numbers of the lines that were written anew."""
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    for kind, _, _, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield from range(start + 1, end + 1)


@cache
def _files() -> Mapping[str, Traversable]:
    folder = resources.files(__package__) / "pages"
    return {file.name.removesuffix(".yaml"): file for file in folder.iterdir() if file.name.endswith(".yaml")}
