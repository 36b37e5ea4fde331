"""What a language lacks: ``python -m tests.wording.missing [PREFIX] [LANGUAGE]``."""

import sys
from collections import Counter

from .sources import entries, sentences


def main(under: str = "", language: str = "es") -> None:
    """Print what is missing under a prefix, and entries that no source has or that stand twice."""
    known = Counter(entry.text for entry in entries(language))
    for text, place in dict(sentences(under)).items():
        if text not in known:
            sys.stdout.write(f"missing  {place}: {text!r}\n")
    everything = {sentence.text for sentence in sentences()}
    for text, file in entries(language):
        if text not in everything:
            sys.stdout.write(f"stale    {file}: {text!r}\n")
        if known[text] > 1:
            sys.stdout.write(f"twice    {file}: {text!r}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
