"""Codes: what pupils are called in a quiz, so that before and after fit together and nobody is named."""

import re
from collections.abc import Collection
from random import SystemRandom
from unicodedata import normalize

from ...errors import AllianceError
from ...wording import say

SHORTEST, LONGEST = 3, 30
TRIES = 200


def code_of(text: str) -> str:
    """A code as it is kept: small letters and digits, one space between words. Raises ``AllianceError``."""
    code = " ".join(re.findall(r"[^\W_]+", normalize("NFKC", text).casefold()))
    if not SHORTEST <= len(code) <= LONGEST:
        raise AllianceError(say("A code has {least} to {most} letters and digits.", least=SHORTEST, most=LONGEST))
    return code


def given_code(taken: Collection[str]) -> str:
    """Two words that nobody here has been given yet."""
    lot = SystemRandom()
    qualities, things = qualities_and_things()
    for _ in range(TRIES):
        code = code_of(f"{lot.choice(things)} {lot.choice(qualities)}")
        if code not in taken:
            return code
    return code_of(f"{lot.choice(things)} {lot.randrange(1000, 10000)}")


def qualities_and_things() -> tuple[list[str], list[str]]:
    """The words that codes are made of: in a language in which words agree, all of one gender."""
    things = say(
        "anchor basket bridge candle carpet castle compass feather forest garden hammer harbour island kettle ladder "
        "lantern meadow mirror needle orchard paddle pencil pepper pillow river saddle shadow spoon stone tunnel "
        "valley violin wagon whistle willow window"
    )
    qualities = say(
        "amber blue brave bright calm clever copper early gentle golden green grey happy honest late lucky narrow new "
        "noble old orange patient proud purple quick quiet red silver simple sleepy small tall tidy violet warm wise"
    )
    return qualities.split(), things.split()
