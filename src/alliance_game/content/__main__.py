"""``python -m alliance_game.content FOLDER``: write the JSON Schemas of the base content into a folder."""

import sys
from pathlib import Path

from . import load
from .schema import write_schemas

if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "schema"), load())
