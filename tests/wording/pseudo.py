"""A language that marks every sentence that was looked up: what stands outside of marks cannot be translated."""

import re
from collections.abc import Iterator, Mapping

from alliance_game.wording import Catalogue

_INNERMOST = re.compile("⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Marking(Mapping[str, str]):
    """Every sentence, in marks."""

    def __getitem__(self, key: str) -> str:
        return f"⟦{key}⟧"

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


PSEUDO = Catalogue("xx", "pseudo", Marking())


def unmarked(text: str) -> list[str]:
    """Words that stand outside of all marks."""
    while (inner := _INNERMOST.sub(" ", text)) != text:
        text = inner
    return _WORD.findall(text)
