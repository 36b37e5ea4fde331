"""Texts: what is missing, too long for the screen, or would look odd on it."""

import re
from collections.abc import Iterator, Mapping

from ...content.source import Source
from ...definitions import CrisisCard, Library
from ...definitions.cards import IncidentCard
from ...definitions.library import Path
from ...language.annals import when
from . import screen
from .logic.ledger import Claim, Kind, Ledger, Spot

WORDS = frozenset(("title", "text", "about", "short", "briefing", "tell", "prompt", "say"))
"""Keys whose value people read, in every kind of file."""
_HOLE = re.compile(r"\{[^{}]*\}")
_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")
_STYLES = "b|i|u|s|bold|italic|underline|dim|strike|reverse|link|red|green|blue|yellow|white|black|cyan|magenta"
_TAGS = "b|i|u|s|em|strong|br|p|a|span|div|font|h[1-6]|ul|ol|li|code|pre|img"
_MARKUP = re.compile(
    rf"\[/[a-z]*\]|\[(?:{_STYLES})(?:[ =][^\]]*)?\]|</?(?:{_TAGS})(?: [a-z]+=[^<>]*)?/?>|\*\*[^*]+\*\*"
    r"|&(?:amp|lt|gt|quot|nbsp|apos|#[0-9]{1,5});"
)
_ALONE = re.compile(r"(?<!\S)(?:[a-zA-Z]|[0-9]{1,2})\)|[:;]-?[()]")
"""``a)`` in front of a point of a list, and faces: they have no partner."""
_PAIRS = {"(": ")", "[": "]", "“": "”", "„": "“"}
_CLOSING = frozenset(")]")


def look_at_texts(library: Library, sources: Mapping[Kind, Source], ledger: Ledger) -> None:
    """Claim everything odd about the words that people read."""
    for kind, source in sources.items():
        for path, text in _texts((), source.data):
            for place, claim in _of_text(kind, path, text):
                ledger.say(place, "text", claim)
    states = [state for scenario in library.scenarios.values() for state in scenario.states]
    longest = max((min(screen.STATE, screen.columns(state.title)) for state in states), default=0)
    for name, held in library.cards.items():
        card = held.card
        if isinstance(card, CrisisCard):
            room = screen.CRISIS if card.target is None else screen.CRISIS_ROW - longest
            _long(Spot(("card", name), ("title",)), card.title, room, "The title of a crisis", ledger)
        else:
            _incident(name, card, ledger)
    _rules(library, ledger)
    _facts(library, ledger)


def _facts(library: Library, ledger: Ledger) -> None:
    """Claim dates without a source, or that nobody has looked up."""
    for name, held in library.cards.items():
        card = held.card
        _fact(Spot(("card", name), ("date",)), card.date is None or bool(card.source and card.verified), ledger)
    for name, entry in library.codex.items():
        for index, note in enumerate(entry.history):
            _fact(Spot(("codex", name), ("history", index, "date")), note.verified, ledger)


def _fact(spot: Spot, sure: bool, ledger: Ledger) -> None:
    message = "Nobody has looked up whether this is so."
    hint = "Name its `source`, and say `verified: true` when you have read it there."
    ledger.say(spot, "fact", None if sure else Claim("unverified", message, hint))


def _texts(path: Path, data: object) -> Iterator[tuple[Path, str]]:
    """Every text for people in a file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in WORDS and isinstance(value, str):
                yield (*path, key), value
            else:
                yield from _texts((*path, key), value)
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from _texts((*path, index), value)


def _of_text(kind: Kind, path: Path, text: str) -> Iterator[tuple[Spot, Claim]]:
    """What is wrong with one text, the worst only."""
    whole = Spot(kind, path)
    key = str(path[-1])
    if not text.strip():
        yield (
            whole,
            Claim("missing-text", f"`{key}` has nothing in it but blanks.", "Write something, or leave the key out."),
        )
        return
    bare = text.rstrip("\n")
    outside = _HOLE.sub(lambda hole: "x" * len(hole.group()), bare)
    if not _is_filled(kind, path) and (hole := _HOLE.search(bare)):
        message = f"People would see `{hole.group()}` as it stands here: nothing is filled into this `{key}`."
        yield whole._replace(near=hole.group()), Claim("looks-like-markup", message, "Write it in words.", False)
    elif markup := _MARKUP.search(outside):
        message = f"People would see `{markup.group()}` as it stands here: texts have no markup."
        yield whole._replace(near=markup.group()), Claim("looks-like-markup", message, "Leave it out.", False)
    elif unclosed := _unclosed(outside):
        message = f"`{unclosed}` has no partner in this `{key}`."
        yield whole._replace(near=unclosed), Claim("unclosed-mark", message, "Close it, or leave it out.", False)
    elif blanks := _BLANKS.search(outside):
        near = bare[max(0, blanks.start() - 1) : blanks.end() + 1]
        yield whole._replace(near=near), Claim("stray-blanks", "Two blanks stand here in a row.", "Leave one.")
    elif bare != bare.strip():
        end = "begins" if bare[0].isspace() else "ends"
        yield whole, Claim("stray-blanks", f"`{key}` {end} with a blank.", "Leave it out.")


def _is_filled(kind: Kind, path: Path) -> bool:
    """Whether values in braces are filled in."""
    match path:
        case (*_, "tell") | ("guide", "notes", _, "text") | (*_, "because", _, "text"):
            return True
        case ("text",):
            return kind[0] in ("card", "tactic")
        case ("forms", _, "text"):
            return kind[0] == "tactic"
    return False


def _unclosed(text: str) -> str:
    """The first bracket or quotation mark without a partner; '' if there is none."""
    text = _ALONE.sub("", text)
    if text.count('"') % 2:
        return '"'
    waiting: list[str] = []
    for character in text:
        if waiting and _PAIRS[waiting[-1]] == character:
            waiting.pop()
        elif character in _PAIRS:
            waiting.append(character)
        elif character in _CLOSING:
            return character
    return waiting[0] if waiting else ""


def _long(spot: Spot, text: str, most: int, what: str, ledger: Ledger) -> None:
    """Claim a text that fills more than so many columns."""
    width = screen.columns(text)
    claim = None
    if width > most:
        message = f"{what} fills {width} columns; on a screen of 80 by 24 there is room for {most}."
        claim = Claim("too-long-for-screen", message, "Find shorter words.", False)
    ledger.say(spot, "length", claim)


def _incident(name: str, card: IncidentCard, ledger: Ledger) -> None:
    kind = ("card", name)
    for choice_id, choice in card.choices.items():
        _long(Spot(kind, ("choices", choice_id, "text")), choice.text, screen.CHOICE, "This choice", ledger)
    text = f"{when(card.date)}. {card.text}" if card.date is not None else card.text
    rows, room = screen.rows(text), screen.STORY_ROWS - len(card.choices)
    if card.choices and rows > room:
        message = f"The story fills {rows} rows; above its choices, a screen of 80 by 24 has room for {room}."
        claim = Claim("too-long-for-screen", message, "Tell it shorter.", False)
        ledger.say(Spot(kind, ("text",)), "length", claim)


def _rules(library: Library, ledger: Ledger) -> None:
    for name, folder in library.rulesets.items():
        for tactic_id, tactic in folder.tactics.items():
            kind = ("tactic", name, tactic_id)
            _long(Spot(kind, ("title",)), tactic.title, screen.TACTIC, "The title of a tactic", ledger)
            for form_id, form in tactic.forms.items():
                _long(
                    Spot(kind, ("forms", form_id, "title")),
                    form.title or "",
                    screen.TACTIC,
                    "The title of a form",
                    ledger,
                )
        for track_id, track in folder.ruleset.tracks.state.items():
            key = "short" if track.short else "title"
            head = (track.short or track.title or track_id) if track.show == "number" else ""
            spot = Spot(("ruleset", name), ("tracks", "state", track_id, key))
            _long(spot, head, screen.HEAD, "The head of this track's column", ledger)
        for index, phase in enumerate(folder.ruleset.phases):
            prompt = phase.ask.prompt if phase.ask is not None else None
            _long(
                Spot(("ruleset", name), ("phases", index, "ask", "prompt")),
                prompt or "",
                screen.PROMPT,
                "This question",
                ledger,
            )
    for name, scenario in library.scenarios.items():
        for index, state in enumerate(scenario.states):
            _long(
                Spot(("scenario", name), ("states", index, "title")),
                state.title,
                screen.STATE,
                "The name of a state",
                ledger,
            )
