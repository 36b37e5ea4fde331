"""What is wrong in a pack's files of texts in other languages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...content import Problem, Problems, base_folder
from ...content.folders import is_pack
from ...content.languages import FOLDER, Translatable, name_in, texts_in, translatable
from ...content.packs import shown_as
from ...content.source import Source
from ...definitions import Library
from ...definitions.library import Place
from ...definitions.pack import LANGUAGE_PATTERN
from ...definitions.texts import Texts, Translation
from ...errors import did_you_mean
from ...letters import visible

_BRACES = re.compile(r"\{[^{}]*\}")


def look(library: Library, packs: Iterable[Path | str], problems: Problems) -> None:
    """Note what is wrong, out of date or missing in the texts of packs; without any, in those of the base content.

    Packs may change what the base content says: its texts can only be judged without them.
    """
    for folder in [Path(pack) for pack in packs] or [base_folder()]:
        if is_pack(folder, Problems()) and (name := name_in(folder, library, problems.sources)) is not None:
            for path in sorted((folder / FOLDER).glob("*")):
                if path.is_file() and path.name != "README.md" and not path.name.startswith("."):
                    _look_at(path, folder, [*translatable(library, name)], problems)


def _look_at(path: Path, folder: Path, texts: list[Translatable], problems: Problems) -> None:
    shown = visible(f"{'' if folder == base_folder() else shown_as(folder)}{FOLDER}/{path.name}")
    if path.suffix != ".yaml" or not re.fullmatch(LANGUAGE_PATTERN, path.stem):
        hint = "Call it by the language: es.yaml, pt-BR.yaml."
        problems.add(Place(shown, 1, 1), "unexpected-file", "Only texts in other languages are expected here.", hint)
        return
    # Where something could not be read, nobody knows which texts there are.
    top = shown.removesuffix(f"{FOLDER}/{path.name}")
    whole = not any(problem.place.file.startswith(top) for problem in problems.errors())
    found = texts_in(folder, path.stem, problems)
    if found is not None:
        for problem in _faults(*found, {each.name: each for each in texts}, whole=whole):
            problems.note(problem)


def _faults(source: Source, said: Texts, texts: Mapping[str, Translatable], *, whole: bool) -> Iterator[Problem]:
    lacking = [name for name, text in texts.items() if _lacks(said, text)]
    for index, left in enumerate(said.leaves):
        if whole and not any(text.file == left or text.file.startswith(f"{left}/") for text in texts.values()):
            message = f"Nothing with a text is called '{left}'."
            yield Problem(source.place(("leaves", index)), "no-such-text", message, "Leave it out.", "warning")
    if lacking and whole:
        yield _untranslated(source, said, lacking)
    for name, translation in said.texts.items():
        if name not in texts and whole:
            near = did_you_mean(name, texts).strip() or "Leave it out."
            message = f"There is no text '{name}'."
            yield Problem(source.key_place(("texts", name)), "no-such-text", message, near, "warning")
        elif translation.text and name in texts:
            yield from _fault(source, texts[name], translation)


def _lacks(said: Texts, text: Translatable) -> bool:
    """Whether a text is to be translated and is not."""
    known = said.texts.get(text.name)
    return not said.leaves_out(text.file) if known is None else not known.text


def _untranslated(source: Source, said: Texts, lacking: list[str]) -> Problem:
    """The first text that is missing, where it has its place already, and how many others."""
    empty = next((name for name in lacking if name in said.texts), None)
    first = empty or lacking[0]
    more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
    place = source.place(("texts", first, "text") if empty else ())
    hint = "Write it between the quotes." if empty else "`alliance-game text export` puts them into the file."
    return Problem(place, "untranslated", f"Not in {said.title} yet: '{first}'{more}.", hint, "warning")


def _fault(source: Source, original: Translatable, translation: Translation) -> Iterator[Problem]:
    place = source.place(("texts", original.name, "text"))
    wanted, there = (Counter(_BRACES.findall(text)) for text in (original.spot.text, translation.text))
    if translation.mark != original.mark:
        hint = f"Look at it again, then write `mark: {original.mark}`."
        mark = source.place(("texts", original.name, "mark"))
        yield Problem(mark, "out-of-date", "The English of this text was changed since.", hint, "warning")
    elif wanted != there:
        yield Problem(place, "bad-placeholder", *_braces([*(wanted - there)], [*(there - wanted)]))
    elif len(translation.text) > original.spot.longest:
        message = f"The text has {len(translation.text)} characters; {original.spot.longest} fit here."
        yield Problem(place, "too-long", message, "Say it shorter.")


def _braces(lost: list[str], more: list[str]) -> tuple[str, str]:
    """What is wrong with the braces of a translation, and what to do."""
    if lost and more:
        return (
            f"{more[0]} is not in the English, which has {lost[0]}.",
            f"Write {lost[0]}: names in braces stay English.",
        )
    if lost:
        return f"{lost[0]} is missing, which the English has.", "Put it where the sentence needs it."
    return f"{more[0]} is not in the English.", "Leave it out."
