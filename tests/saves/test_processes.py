"""The same game in every process, whatever the order of its sets."""

import os
import subprocess
import sys
from pathlib import Path

from alliance_game.engine import position_hash
from alliance_game.saves import replay, verify
from tests.saves.playing import begin, go_on
from tests.table import library

PLAYS_AND_REPLAYS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from alliance_game.engine import position_hash
from alliance_game.saves import replay, verify
from tests.saves.playing import again, begin, go_on
from tests.table import library

own, given = Path(sys.argv[2]), Path(sys.argv[3])
with begin(own, states=4, name="own") as game:
    go_on(game, 60)
print(*[position_hash(step.position) for step in replay(given, "given")])
print(verify(given, "given", library()))
with again(given, "given") as again:
    print(position_hash(again.position))
print(position_hash(game.position), game.path.read_bytes().count(b"\\n"))
print(b"".join(line[line.index(b'"hash"'):] for line in game.path.read_bytes().splitlines()[1:]).hex())
"""


def test_play_and_replay_are_the_same_in_every_process(tmp_path: Path) -> None:
    with begin(tmp_path, states=4, name="given") as game:
        go_on(game, 60)
    heard = []
    for seed in ("0", "1", "4242"):
        told = subprocess.run(
            [sys.executable, "-c", PLAYS_AND_REPLAYS, str(Path.cwd()), str(tmp_path / seed), str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        heard.append(told.stdout.splitlines())
    assert heard[0] == heard[1] == heard[2]
    steps = [position_hash(step.position) for step in replay(tmp_path, "given", library=library())]
    assert heard[0][0].split() == steps
    assert heard[0][1] == str(verify(tmp_path, "given", library()))
    assert heard[0][2] == heard[0][3].split()[0] == position_hash(game.position)
