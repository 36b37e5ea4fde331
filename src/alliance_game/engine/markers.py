"""What stands in the raw chronicle besides changes.

A change is ``(site, cell, old, new, wanted)``; a marker is a tuple whose first number is one of these.
"""

(
    ROUND,
    PHASE,
    TURN,
    MOVE,
    DONE,
    REFUSED,
    CARD,
    OPEN,
    CLOSE,
    TIDY,
    TELL,
    PEEK,
    REVEAL,
    OVERFLOW,
    OVER,
    SCHEDULED,
    OUTCOME,
    INTERVENED,
    CORRECTED,
    RESUMED,
) = range(-1, -21, -1)
"""
ROUND round · PHASE index · TURN seat · MOVE seat kind move … · DONE form seat move (its effects follow) ·
REFUSED form seat move · CARD card who about (an incident) · OPEN slot card target · CLOSE slot card site ·
TIDY (later crises move up) · TELL site values … · PEEK seat card site ·
REVEAL phase seat slot number (a sealed answer) · OVERFLOW card · OVER ending site ·
SCHEDULED site card round · OUTCOME which card slot (0 met, 1 failed) ·
INTERVENED kind number … (a facilitator; see ``interventions``) · CORRECTED cell old new wanted ·
RESUMED (what was running before goes on)
"""

NO_QUESTION, ACT, CONSENT, ASK, CHOICE = range(5)
"""Kinds of question, as the ``kind`` cell and MOVE markers hold them."""

KIND_NAMES = ("none", "act", "consent", "ask", "choice")

RawEntry = tuple[int, ...]
Log = list[RawEntry] | None
"""The raw chronicle of one move, or ``None`` when nobody wants to read it."""
