"""The entries in the program's files of a language."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from alliance_game.authoring.translating.collecting import Sentence, sentences

__all__ = ["INTERFACE", "Sentence", "entries", "sentences"]

INTERFACE = Path(__file__).parents[2] / "text" / "interface"


def entries(language: str) -> Iterator[Sentence]:
    """Every entry of a language, with its file."""
    for path in sorted((INTERFACE / language).glob("*.yaml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["sentences"] or ():
            yield Sentence(entry["of"], path.name)
