"""The codes of what the audit finds beyond content's own checks: logic, balance and text."""

from typing import Literal, NamedTuple

from ...content.problems import Confidence, Severity

Family = Literal["logic", "balance", "text"]


class Code(NamedTuple):
    """One kind of finding: how bad, how sure, and what it is in a line."""

    name: str
    family: Family
    severity: Severity
    confidence: Confidence
    title: str


_ALL = (
    Code("never-true", "logic", "error", "certain", "A condition that can never hold"),
    Code("always-true", "logic", "warning", "certain", "A condition that always holds"),
    Code("choice-unreachable", "logic", "error", "certain", "A choice that is locked whenever its card is drawn"),
    Code("choice-unaffordable", "logic", "error", "certain", "A price that no state can ever pay"),
    Code("tactic-unaffordable", "logic", "error", "certain", "A tactic whose price no state can ever pay"),
    Code("no-way-out", "logic", "warning", "certain", "A phase in which there is nothing that anybody can do"),
    Code("never-drawn", "logic", "warning", "likely", "A card that no scenario can bring to the table"),
    Code("never-late", "logic", "warning", "likely", "A late card whose turn never comes"),
    Code("crisis-unmeetable", "logic", "warning", "likely", "A crisis that nobody can meet, or that never leaves"),
    Code("chain-runs-away", "logic", "error", "certain", "Cards that bring each other without a round passing"),
    Code("chain-climbs", "logic", "warning", "likely", "Cards that bring each other for ever and push a track one way"),
    Code("same-either-way", "logic", "warning", "certain", "A condition or a chance that makes no difference"),
    Code("dominated-choice", "balance", "warning", "likely", "A choice that is never better than another"),
    Code("duplicate-choice", "balance", "warning", "likely", "Two choices that do the same"),
    Code("duplicate-card", "balance", "warning", "likely", "Two cards that do or say the same"),
    Code("no-effect", "balance", "warning", "certain", "An effect that changes nothing"),
    Code("always-clamped", "balance", "warning", "certain", "A change that the track's border always swallows"),
    Code("far-outside", "balance", "warning", "guess", "A change far larger than any other of its track"),
    Code("heavy-card", "balance", "warning", "guess", "A card that fills more than a quarter of its deck"),
    Code("missing-text", "text", "error", "certain", "A text with nothing in it"),
    Code("too-long-for-screen", "text", "warning", "likely", "A text that does not fit on a screen of 80 by 24"),
    Code("stray-blanks", "text", "warning", "certain", "Two blanks in a row, or a blank at an end"),
    Code("unclosed-mark", "text", "warning", "likely", "A quotation mark or bracket without its partner"),
    Code("untranslated", "text", "warning", "certain", "Texts that a language of the pack lacks"),
    Code("out-of-date", "text", "warning", "certain", "A translation of a text that was changed since"),
    Code("no-such-text", "text", "warning", "certain", "A translation of a text that is not there"),
    Code("unverified", "text", "warning", "certain", "A date that nobody has looked up"),
    Code("looks-like-markup", "text", "warning", "likely", "Brackets or tags that people would see as they are"),
)

CODES: dict[str, Code] = {code.name: code for code in _ALL}
"""Every code by name, in the order of the families."""
