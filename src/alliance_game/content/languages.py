"""Other languages: which there are, their sentences and texts, and content put into the one that is spoken.

Texts of content in another language lie in ``text/LANGUAGE.yaml`` of a pack, each by the way to it and with a mark of
the English that it renders; one whose mark does not fit is out of date, and the English is shown. The program's own
sentences lie in ``text/interface/LANGUAGE/`` of the base content, each with its English.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from ..definitions import Library, RulesFolder
from ..definitions.base import Definition, FrozenDict
from ..definitions.library import DeckCard
from ..definitions.pack import LANGUAGE_PATTERN
from ..definitions.scenario import Scenario
from ..definitions.texts import Phrases, Spot, Texts, texts_of, with_texts
from ..errors import UnknownName
from ..letters import visible
from ..wording import ENGLISH, OWN, Catalogue, Rendering, speak, spoken
from .folders import PARTS, File, Key, base_folder, file_in, in_pack, key_of
from .packs import shown_as
from .problems import Problems
from .source import Source, read
from .validation import validated

FOLDER = "text"
INTERFACE = "text/interface"
_PARTS = {kind: part for part, kind in PARTS.items()}


class Translatable(NamedTuple):
    """A text of content that people read."""

    name: str
    """The way to it from the outside: ``card.drought.choices.ration.text``."""
    key: Key
    spot: Spot
    file: str
    """Where it is written: ``cards/base/drought.yaml``."""

    @property
    def mark(self) -> str:
        """The mark of this text."""
        return mark_of(self.spot.text)


def mark_of(text: str) -> str:
    """Eight letters and digits that change when a text does."""
    return sha256(text.encode()).hexdigest()[:8]


# Which there are


def available() -> dict[str, str]:
    """The languages of the base content, English first: what their speakers call them, by code."""
    found = {OWN: ENGLISH.title}
    for path in sorted((base_folder() / FOLDER).glob("*.yaml")):
        if re.fullmatch(LANGUAGE_PATTERN, path.stem):
            texts = texts_in(base_folder(), path.stem, Problems())
            found[path.stem] = texts[1].title if texts is not None else path.stem
    return found


def catalogue_of(language: str) -> Catalogue:
    """The catalogue of a language with the texts of the base content.

    Raises ``UnknownName`` if there is no such language, and ``ContentError`` if its files cannot be used.
    """
    if language == OWN:
        return ENGLISH
    problems = Problems()
    found = texts_in(base_folder(), language, problems) if re.fullmatch(LANGUAGE_PATTERN, language) else None
    phrases = phrases_in(language, problems) if found is not None else {}
    problems.refuse()
    if found is None:
        raise UnknownName("language", language, available())
    texts = found[1]
    return Catalogue(
        language,
        texts.title,
        {each.of: each.text for part in phrases.values() for each in part.sentences if each.text},
        _renderings(texts),
        texts.singulars,
    )


def learn_packs(packs: Iterable[Path | str]) -> None:
    """Speak the texts of these packs, and of no others, too; those in which anything is wrong stay English."""
    language = spoken().alone or spoken()
    if language.language == OWN:
        return
    renderings = dict(language.renderings)
    for pack in packs:
        if (found := texts_in(Path(pack), language.language, Problems())) is not None:
            renderings |= _renderings(found[1])
    speak(replace(language, renderings=renderings, alone=language))


def texts_in(pack: Path, language: str, problems: Problems) -> tuple[Source, Texts] | None:
    """A pack's texts in a language, if it has any and they can be used; else why not is among the problems."""
    shown = "" if pack == base_folder() else shown_as(pack)
    file = file_in(pack, f"{FOLDER}/{language}.yaml", shown, problems)
    source = read(file.shown, file.text, problems) if file is not None else None
    texts = validated("texts", source, problems) if source is not None else None
    return (source, texts) if source is not None and isinstance(texts, Texts) else None


def phrases_in(language: str, problems: Problems) -> dict[str, Phrases]:
    """The program's sentences in a language, by the name of their file."""
    folder = base_folder() / INTERFACE / language
    found: dict[str, Phrases] = {}
    for path in sorted(folder.glob("*.yaml")):
        name = f"{INTERFACE}/{language}/{path.name}"
        file: File | None = file_in(base_folder(), name, "", problems)
        source = read(file.shown, file.text, problems) if file is not None else None
        phrases = validated("phrases", source, problems) if source is not None else None
        if isinstance(phrases, Phrases):
            found[path.stem] = phrases
    return found


def _renderings(texts: Texts) -> dict[str, Rendering]:
    return {name: Rendering(each.mark, each.text) for name, each in texts.texts.items() if each.text}


# Content


def translatable(library: Library, pack: str | None = None) -> Iterator[Translatable]:
    """Every text of the content that people read, where it is written: not again where something else has it from.

    Only of one pack, if it is named: ``""`` is the base content.
    """
    homes = {origin.file for origin in library.origins.values()}
    for key, definition in _definitions(library):
        for spot in texts_of(definition, key[-1]):
            file = library.origins[key].file_of(spot.path)
            name, inner = in_pack(file)
            if pack in (None, name) and (file not in homes or key_of(inner) == key):
                yield Translatable(".".join((*key, *spot.way)), key, spot, inner)


def name_in(pack: Path, library: Library, sources: Mapping[Key, Source]) -> str | None:
    """What a pack is called in a library; ``None`` if nothing of it is in there. The base content is ``""``."""
    if pack.resolve() == base_folder().resolve():
        return ""
    shown = visible(shown_as(pack))
    mine = (key for key, source in sources.items() if source.file.startswith(shown))
    return next((in_pack(library.origins[key].file)[0] for key in mine if key in library.origins), None)


def in_spoken(library: Library) -> Library:
    """A library whose texts are in the language that is spoken, as far as they are translated; else the same one.

    Digest and sources stay as they are: a game is the same game in every language.
    """
    renderings = spoken().renderings
    if not renderings:
        return library

    # What one thing has from another is translated there: the same English.
    by_mark = {each.mark: each for each in reversed([*renderings.values()])}

    def rendered(key: Key, spot: Spot) -> str:
        mark = mark_of(spot.text)
        found = renderings.get(".".join((*key, *spot.way)))
        found = found if found is not None and found.mark == mark else by_mark.get(mark)
        return found.text if found is not None else spot.text

    changed: dict[Key, Any] = {
        key: with_texts(definition, partial(rendered, key), key[-1]) for key, definition in _definitions(library)
    }
    return replace(
        library,
        rulesets=FrozenDict((name, _folder(name, changed)) for name in library.rulesets),
        scenarios=FrozenDict(
            (name, _without_english_articles(changed["scenario", name], english))
            for name, english in library.scenarios.items()
        ),
        cards=FrozenDict((name, DeckCard(changed["card", name], held.deck)) for name, held in library.cards.items()),
        codex=FrozenDict((name, changed["codex", name]) for name in library.codex),
        language=spoken().language,
    )


def _without_english_articles(scenario: Scenario, english: Scenario) -> Scenario:
    """A scenario whose states go by their titles inside sentences, unless the language has a name for that."""
    states = tuple(
        state.model_copy(update={"called": None}) if state.called == before.called else state
        for state, before in zip(scenario.states, english.states, strict=True)
    )
    return scenario.model_copy(update={"states": states})


def _definitions(library: Library) -> Iterator[tuple[Key, Definition]]:
    for name, folder in library.rulesets.items():
        yield ("ruleset", name), folder.ruleset
        for kind, part in _PARTS.items():
            yield from (((kind, name, each), found) for each, found in getattr(folder, part).items())
    yield from ((("scenario", name), found) for name, found in library.scenarios.items())
    yield from ((("card", name), held.card) for name, held in library.cards.items())
    yield from ((("codex", name), found) for name, found in library.codex.items())


def _folder(name: str, changed: Mapping[Key, Any]) -> RulesFolder:
    parts: dict[str, Any] = {
        part: FrozenDict((key[2], found) for key, found in changed.items() if key[:2] == (kind, name))
        for kind, part in _PARTS.items()
    }
    return RulesFolder.model_construct(ruleset=changed["ruleset", name], **parts)
