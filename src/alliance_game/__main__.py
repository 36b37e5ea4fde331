"""``python -m alliance_game`` is the command itself."""

from .cli import entry

if __name__ == "__main__":
    entry()
