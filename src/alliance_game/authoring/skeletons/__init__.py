"""First files: what ``new`` writes, with the names of a ruleset filled in. Each is data beside this module."""

import json
import re
from collections.abc import Mapping
from importlib import resources

from jinja2 import Environment, StrictUndefined

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w ,.'’-]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def filled(skeleton: str, names: Mapping[str, object]) -> str:
    """A skeleton with these names in it."""
    return _environment().from_string(text_of(f"{skeleton}.j2")).render(names)


def text_of(name: str) -> str:
    """A file that is the same for everybody."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def quoted(text: str) -> str:
    """A text as YAML has it on one line: in quotes if it could be read as something else."""
    plain = _PLAIN.fullmatch(text) and text.strip() == text and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _environment() -> Environment:
    # These are texts for people to go on writing, no pages: nothing in them is to be escaped.
    made = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)  # noqa: S701
    made.filters["q"] = quoted
    return made
