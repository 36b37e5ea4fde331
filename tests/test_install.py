"""The installed program, outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder of its own, with nothing of the checkout on its path."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ALLIANCE_GAME_SAVES")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, ROOT, folder=folder)
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("alliance_game-*.whl")
    return found


def test_wheel_holds_the_content_and_nothing_stray(wheel: Path) -> None:
    """Rules, cards, texts and schemas travel with the program; saves, tests and editor files do not."""
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {name.removeprefix("alliance_game/_data/") for name in names if "/_data/" in name}
    here = {str(path.relative_to(ROOT)) for top in ("rules", "cards", "text") for path in (ROOT / top).rglob("*.yaml")}
    here |= {str(path.relative_to(ROOT)) for path in (ROOT / "schema").glob("*.json")}
    assert shipped == here
    assert "alliance_game/py.typed" in names
    assert "alliance_game/sim/page/page.html.j2" in names
    assert {"alliance_game/serving/pages/game.html.j2", "alliance_game/serving/static/page.css"} <= set(names)
    assert not [name for name in names if "saves/" in name and not name.startswith("alliance_game/saves/")]
    assert not [name for name in names if name.startswith("tests")]


def test_a_game_is_played_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """An empty environment outside the checkout: install, play, list the save, verify it."""
    made = run(sys.executable, "-m", "venv", "env", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    bin_ = tmp_path / "env" / "bin"
    installed = run(bin_ / "pip", "install", "-q", wheel, folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    game = bin_ / "alliance-game"
    played = run(game, "play", "--plain", "--seats", "random,random,random", "--seed", "3", folder=tmp_path, **home)
    assert played.returncode == 0, played.stderr
    assert "Round 1" in played.stdout
    (save,) = (tmp_path / "data" / "alliance-game" / "saves").glob("*.journal")
    verified = run(game, "replay", save.stem, "--verify", folder=tmp_path, **home)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    listed = run(game, "saves", folder=tmp_path, **home)
    assert listed.stdout.startswith(save.stem)
