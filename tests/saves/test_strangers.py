"""Saves that somebody else has written: whole and well chained, with words that would steer a terminal."""

import json
from pathlib import Path

import pytest

from alliance_game.cli import main
from alliance_game.saves import create, listing
from alliance_game.saves.canonical import BadText
from alliance_game.saves.chain import START, linked, read
from alliance_game.saves.records import InterventionRecord, MoveRecord, NoteRecord
from tests.hostile import PILED, STRINGS, piled, stray
from tests.table import library

WORDS = [each for each in STRINGS if each and len(each) <= 100]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The lines of a save with a note and an intervention."""
    folder = tmp_path_factory.mktemp("saves")
    with create(library(), ["you", "planner"], folder, "lesson", states=2, seed=3) as game:
        game.note(-1, "a moment")
        game.intervene("correct order +1", "why")
        game.play("pass", reason="tired")
        path = game.path
    return path.read_bytes().splitlines()


def rewritten(lines: list[bytes], word: str) -> bytes:
    """The same save with a word wherever people read one, chained anew as this program chains. Raises ``BadText``."""
    link, found = START, b""
    for number, line in enumerate(lines):
        data = json.loads(line)
        del data["chain"]
        if number == 0:
            data |= {"engine": word, "created": word, "name": word, "options": [word]}
        data |= {name: word for name in ("text", "reason") if name in data}
        made, link = linked(data, link)
        found += made
    return found


def test_no_word_of_a_foreign_save_steers_a_terminal(sound: list[bytes]) -> None:
    used = 0
    for word in WORDS:
        try:
            whole = rewritten(sound, word)
        except BadText:
            continue  # half a character cannot be written at all
        used += 1
        contents = read(whole, "lesson")
        assert (contents.damage, len(contents.records)) == ("", len(sound) - 1), ascii(word)
        assert contents.good == whole, "what is kept on the disk is not changed"
        header = contents.header
        texts = [header.engine, header.created, header.name, *header.options]
        for record in contents.records:
            match record:
                case NoteRecord() | InterventionRecord():
                    texts.append(record.text)
                case MoveRecord():
                    texts.append(record.reason)
        assert len(texts) >= 6
        for text in texts:
            assert not stray(text.replace("\t", "")), ascii(word)
            assert piled(text) <= PILED, ascii(word)
    assert used > 400


def test_a_list_and_a_replay_of_foreign_saves_steer_nothing(
    sound: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLIANCE_GAME_SAVES", str(tmp_path))
    for number, word in enumerate(each for each in WORDS if stray(each)):
        try:
            (tmp_path / f"game-{number}.journal").write_bytes(rewritten(sound, word))
        except BadText:
            continue
    rows = listing(tmp_path)
    assert len(rows) > 150
    assert not stray("".join(map(str, rows)))
    assert main(["saves"]) == 0
    assert main(["continue", rows[0].name, "--plain"]) in (0, 1)
    assert main(["export", rows[1].name, "--to", str(tmp_path / "there")]) in (0, 1)
    said = "".join(capsys.readouterr())
    assert not stray(said), ascii(said[:500])
