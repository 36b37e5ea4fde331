"""A pack of an author's own, for Concert."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

SILENCE = """\
title: Radio silence
kind: incident
text: The line of {who} to everybody is dead. Somebody in the exchange is at lunch.
who: {least: it.coins}
choices:
  wait:
    text: Wait
    fallback: true
    effects: [{change: who.standing, by: -1}]
  repair:
    text: Pay for a technician
    cost: {coins: 2}
    effects: [{change: world.order, by: 1}]
"""
BLOCKADE = """\
title: Blockade
kind: crisis
tags: [hard]
text: Grey ships lie across the harbour of {target}.
target: {most: it.might, where: it.coins > 0}
start: {severity: 2}
met:
- {change: world.rival, by: -1}
- {schedule: radio_silence, in: 1, for: target}
failed: [{change: target.support, by: -2}]
"""


def laid_out(folder: Path, cards: Mapping[str, str] | None = None, tests: Mapping[str, str] | None = None) -> Path:
    """The pack on the disk: its cards, in a folder that no scenario uses, and its card tests."""
    pack = folder / "pack"
    for name, text in ({"radio_silence": SILENCE, "blockade": BLOCKADE} | dict(cards or {})).items():
        put(pack / "cards" / "mine" / f"{name}.yaml", text)
    for name, text in (tests or {}).items():
        put(pack / "tests" / f"{name}.yaml", dedent(text))
    return pack


def put(path: Path, text: str) -> Path:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
