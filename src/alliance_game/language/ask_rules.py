"""Asking phases: the track that takes the answer, the highest one, and why it is not higher."""

import re

from ..definitions.library import Path
from ..definitions.phases import Ask, third
from ..definitions.ruleset import Ruleset
from .program import AskRule, LimitReason
from .reader import Reader
from .reading import CRISIS_NAME, SELF, Reading
from .resolver import BOOL, INT, Scope
from .secrets import refuse_secrets
from .tree import Node, cells_in


def asks_per_crisis(rules: Ruleset, ask: Ask) -> bool:
    """Whether a question is put for each open crisis: its place names one."""
    return rules.crises is not None and re.search(r"\bcrisis\b", ask.number) is not None


def ask_rule(reading: Reading, rules: Ruleset, name: str, ask: Ask, path: Path) -> AskRule:
    """An asking phase."""
    per_crisis, path = asks_per_crisis(rules, ask), (*path, "ask")
    scope: dict[str, Node] = {"self": SELF, "crisis": CRISIS_NAME} if per_crisis else {"self": SELF}
    reader = reading.reader(reading.ruleset, None, scope)
    track = answered(reader, ask, path, scope)
    highest = reading.question(f"highest_{name}", reading.ruleset, (*path, "to"), ask.to, scope, INT)
    default = reading.question(f"default_{name}", reading.ruleset, (*path, "default"), ask.default or "0", scope, INT)
    reasons = tuple(reason(reader, ask, path, index, scope) for index in range(len(ask.because)))
    where = "crisis_state" if per_crisis else "state"
    read = {("to",): highest.node, ("default",): default.node}
    for part, node in (read | {("because", index, "if"): each.condition for index, each in enumerate(reasons)}).items():
        if node is not None:
            refuse_secrets(reader, node, (*path, *part), "self")
            if ask.sealed:
                unsealed(reader, (*path, *part), node, (where, track))
    words = (ask.verb or name, ask.says or third(ask.verb or name), ask.prompt)
    return AskRule(where, track, per_crisis, highest, default, ask.sealed, *words, reasons)  # type: ignore[arg-type]


def answered(reader: Reader, ask: Ask, path: Path, scope: Scope) -> str:
    """The track that takes the answer; '' (reported) if it cannot."""
    cell = reader.cell(ask.number, (*path, "number"), scope)
    per_crisis = "crisis" in scope
    want = ("crisis_state", (CRISIS_NAME, SELF)) if per_crisis else ("state", (SELF,))
    if cell is not None and (cell.scope, cell.of) != want:
        shape = "`crisis.TRACK(self)`" if per_crisis else "`self.TRACK`"
        reader.fail((*path, "number"), "not-a-track", f"the answer goes to {shape}")
        return ""
    if cell is not None and not reader.track(cell).min <= 0 < reader.track(cell).max:
        reader.fail((*path, "number"), "out-of-range", "an answer begins at 0, which this track cannot hold")
    return cell.name if cell is not None else ""


def reason(reader: Reader, ask: Ask, path: Path, index: int, scope: Scope) -> LimitReason:
    """One of the reasons why an answer cannot be higher."""
    written = ask.because[index]
    return LimitReason(
        reader.optional(written.only_if, (*path, "because", index, "if"), scope, BOOL),
        reader.text(written.text, (*path, "because", index, "text"), scope),
    )


def unsealed(reader: Reader, path: Path, node: Node, answer: tuple[str, str]) -> None:
    """Report what reads the others' answers while they are secret."""
    if any((cell.scope, cell.name) == answer and cell.of[-1] != SELF for cell in cells_in(node)):
        reader.fail(path, "reads-secret", "it reads what others answer in secret")
