"""When the program itself fails outside the screen: a line instead of a traceback, and a report to send."""

import sys

from ..faults import one_line, write_report
from ..saves import saves_folder
from .app import talk


def failed(error: Exception, name: str = "") -> int:
    """Write the report of a fault and say where it is, and how to go on with a game; the exit code of a failure.

    With ``python -X dev`` the fault is raised instead, with all that a traceback tells.
    """
    if sys.flags.dev_mode:
        raise error
    return talk(one_line(name, write_report(error, saves_folder())), 1)
