"""Files of other languages, written and judged."""

import re
import sys
from pathlib import Path

from .. import disk
from ..authoring.translating import Coverage, coverage, exported, exported_phrases
from ..authoring.translating.collecting import sentences
from ..content import Problems, base_folder, examine, with_needs
from ..content.folders import is_pack
from ..content.languages import FOLDER, INTERFACE, available, name_in, phrases_in, texts_in, translatable
from ..definitions import Library
from ..definitions.pack import LANGUAGE_PATTERN
from ..errors import AllianceError
from ..wording import OWN, say
from .app import talk
from .near import near, pack_around

_MODELINE = "# yaml-language-server: $schema="
_SCHEMA = "schema/texts.schema.json"


def export_texts(language: str, title: str | None, pack: Path | None, out: Path | None) -> int:
    """Write ``text/LANGUAGE.yaml`` of a pack; for the base content the program's missing sentences as well.

    Raises ``AllianceError`` for a language that cannot be one, and if the file that is there cannot be used: nothing
    in it is lost.
    """
    if language == OWN or not re.fullmatch(LANGUAGE_PATTERN, language):
        raise AllianceError(f"'{language}' is no other language: write a code such as 'fr' or 'pt-BR'.")
    folder, name, library = _pack(pack)
    problems = Problems()
    known = texts_in(folder, language, problems)
    phrases = phrases_in(language, problems) if not name else {}
    problems.refuse()
    texts = [*translatable(library, name)]
    called = title or available().get(language, language)
    path = out or folder / FOLDER / f"{language}.yaml"
    _put(path, exported(texts, known[1] if known else None, called, _modeline(folder, known[0].text if known else "")))
    if known is not None and (gone := known[1].texts.keys() - {each.name for each in texts}):
        talk(f"At the end of the file, since their English is gone: {', '.join(sorted(gone))}.")
    if not name and out is None and (more := exported_phrases(sentences(), phrases)):
        _put(folder / INTERFACE / language / "missing.yaml", more)
    return 0


def tell_status(language: str | None, pack: Path | None, full: bool) -> int:
    """A line for each language, or every text that it lacks. Exit 1 if one that was asked for lacks anything."""
    folder, name, library = _pack(pack)
    codes = [language] if language is not None else [code for code in _languages(folder) if code != OWN]
    complete = True
    for code in codes:
        found = coverage(library, code, folder, name)
        sys.stdout.write(f"{code}  {_line(found)}\n")
        complete = complete and not (found.missing or found.stale or found.unsaid)
        if full:
            rows = [("missing", each) for each in found.missing] + [("out of date", each) for each in found.stale]
            rows += [("not said", each) for each in found.unsaid] + [("not used", each) for each in found.unused]
            sys.stdout.writelines(f"    {why}: {what}\n" for why, what in rows)
    if not codes:
        talk("Everything is in English only. `alliance-game text export LANGUAGE` begins another language.")
    return 0 if complete or language is None else 1


def _line(found: Coverage) -> str:
    left = f" ({found.left} more stay in English)" if found.left else ""
    parts = [f"{found.texts - len(found.missing) - len(found.stale)} of {found.texts} texts{left}"]
    if found.sentences:
        parts.append(f"{found.sentences - len(found.unsaid)} of {found.sentences} sentences of the program")
    parts += [f"{len(found.stale)} out of date"] if found.stale else []
    return f"{', '.join(parts)}{'' if found.missing or found.stale or found.unsaid else ': complete'}"


def _modeline(folder: Path, text: str) -> str:
    """The line that tells editors where the schema is: the one that was there, else one for the pack's own schemas."""
    first = text.split("\n", 1)[0]
    if first.startswith(_MODELINE):
        return first
    return f"{_MODELINE}../{_SCHEMA}" if (folder / _SCHEMA).is_file() else ""


def _languages(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / FOLDER).glob("*.yaml"))


def _pack(pack: Path | None) -> tuple[Path, str, Library]:
    """A pack's folder, its name in the library, and the library with it in; the base content without one."""
    here = [pack] if pack is not None else pack_around()
    if not here or here[0].resolve() == base_folder().resolve():
        return base_folder(), "", examine()[0]
    problems = Problems()
    is_pack(here[0], problems)
    problems.refuse()
    library, problems = examine(with_needs(here))
    problems.refuse()
    name = name_in(here[0], library, problems.sources)
    if name is None:
        raise AllianceError(f"There is nothing to translate in {here[0]}.")
    return here[0], name, library


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with disk.explained(say("{file} cannot be written", file=path)):
        disk.put(path, text.encode(), disk.ANYBODYS)
    sys.stdout.write(f"Written: {near(path.as_posix())}\n")
