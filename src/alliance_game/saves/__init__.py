"""Journals: games that survive crashes, full disks and edited rules.

A save is one file to which every move is added as a line, chained to the line before by a hash; the rules that the
game was started with lie beside it. ``saves/README.md`` shows the folder.
"""

from .folder import saves_folder
from .following import Following
from .game import Game, create, open_save
from .listing import Row, listing
from .lock import SaveInUse
from .records import FACILITATOR, FORMAT
from .remarks import Intervened, Note
from .replaying import Differs, Step, Verification, replay, verify
from .timeline import Played

__all__ = [
    "FACILITATOR",
    "FORMAT",
    "Differs",
    "Following",
    "Game",
    "Intervened",
    "Note",
    "Played",
    "Row",
    "SaveInUse",
    "Step",
    "Verification",
    "create",
    "listing",
    "open_save",
    "replay",
    "saves_folder",
    "verify",
]
