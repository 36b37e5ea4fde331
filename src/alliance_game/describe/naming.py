"""How things are called on the screen: states, crises, tracks, agreements, tactics, phases, numbers."""

from collections.abc import Iterable

from ..definitions.tactics import Form, Tactic
from ..definitions.tracks import Track
from ..engine.rules import Rules
from ..language.groups import both
from ..language.program import FormRule
from ..language.speech import Speech, clauses_of
from ..wording import marked, say, small, translated

COUNTED_ON = 100
"""A state's track that reaches so high and starts at its lowest only counts what happened."""


def number(value: int) -> str:
    """A number as it is printed, with a true minus sign."""
    return str(value).replace("-", "−")


def signed(value: int) -> str:
    """A change: ``+1``, ``−2``, ``±0``."""
    return f"+{value}" if value > 0 else number(value) if value else "±0"


def state(rules: Rules, seat: int) -> str:
    """A state's name alone: in tables, before a colon, between dashes."""
    return rules.states[seat].title


def called(rules: Rules, seat: int) -> str:
    """What a state is called inside a sentence: ``the Netherlands``."""
    return rules.states[seat].in_words


def opening(rules: Rules, seat: int) -> str:
    """What a state is called where a sentence begins with it: ``The Netherlands``."""
    return sentence(called(rules, seat))


def listed(words: Iterable[str]) -> str:
    """``France, Japan and Chile``."""
    found = list(words)
    return both((", ".join(found[:-1]), found[-1])) if len(found) > 1 else "".join(found)


def states(rules: Rules, seats: Iterable[int]) -> str:
    """Several states in a list; ``nobody`` if there are none."""
    return listed(state(rules, seat) for seat in seats) or say("nobody")


def all_called(rules: Rules, seats: Iterable[int]) -> str:
    """Several states inside a sentence; ``nobody`` if there are none."""
    return listed(called(rules, seat) for seat in seats) or say("nobody")


def states_in(bits: int) -> list[int]:
    """The seats of a set kept as bits."""
    return [seat for seat in range(bits.bit_length()) if bits >> seat & 1]


def card(rules: Rules, name: str) -> str:
    """A card's title by its name in moves: ``cyber_attack.2`` is ``Cyber attack 2``."""
    return rules.card_titles[rules.card_names.index(name)] if name in rules.card_names else name


def track_of(rules: Rules, scope: str, name: str) -> Track | None:
    """The definition of a track; ``None`` for agreements."""
    return rules.program.symbols.tracks.get(scope, {}).get(name)


def track(rules: Rules, scope: str, name: str) -> str:
    """A track's or an agreement's name, in small letters."""
    if scope in ("two", "many"):
        return small(rules.program.symbols.folder.agreements[name].title)
    found = track_of(rules, scope, name)
    return small(found.title if found is not None and found.title else name.replace("_", " "))


def is_mark(rules: Rules, scope: str, name: str) -> bool:
    """Whether people see the track as a word, not as a number."""
    found = track_of(rules, scope, name)
    return found is not None and found.show == "mark"


def is_shown(rules: Rules, scope: str, name: str) -> bool:
    """Whether people see the track at all."""
    found = track_of(rules, scope, name)
    return found is None or found.show != "no"


def is_count(rules: Rules, scope: str, name: str) -> bool:
    """Whether a state's track only counts what happened: of interest in a ``why``, too much for every line."""
    found = track_of(rules, scope, name)
    return found is not None and scope == "state" and found.min == 0 and found.max >= COUNTED_ON


def tactic_of(rules: Rules, form: FormRule) -> Tactic:
    """The definition of a form's tactic."""
    return rules.program.symbols.folder.tactics[form.tactic]


def form_of(rules: Rules, form: FormRule) -> Form:
    """The definition of a form."""
    return dict(tactic_of(rules, form).all_forms())[form.form]


def form_title(rules: Rules, form: FormRule) -> str:
    """The words for a form in a menu."""
    return form_of(rules, form).title or tactic_of(rules, form).title


def warning(rules: Rules, form: FormRule) -> str:
    """What a form closes for good or costs later; empty if it does not."""
    return form_of(rules, form).warning or tactic_of(rules, form).warning or ""


def phase(rules: Rules, name: str) -> str:
    """A phase's title."""
    found = next((each.title for each in rules.program.phases if each.id == name), name)
    return found or name.replace("_", " ").capitalize()


def speech(rules: Rules, **names: str) -> Speech:
    """How this game's names are said where no position is at hand; ``names`` says the names of rules."""
    symbols = rules.program.symbols
    every = [(scope, name) for scope, tracks in symbols.tracks.items() for name in tracks]
    return Speech(
        {(scope, name): track(rules, scope, name) for scope, name in every},
        {name: small(agreement.title) for name, agreement in symbols.folder.agreements.items()},
        {tag: small(title) for tag, title in symbols.folder.ruleset.tags.items()},
        tuple(each.in_words for each in rules.states),
        (),
        frozenset(key for key in every if is_mark(rules, *key)),
        names,
        frozenset(("self", "who")),
        clauses_of(symbols.tracks),
    )


def rules_cited(numbers: Iterable[str]) -> str:
    """The rules of some lines: ``(rule 9.3.1)``, ``(rules 8.3, 8.4)``, or nothing."""
    single = [part.strip() for each in numbers for part in each.split(",") if part.strip()]
    found = list(dict.fromkeys(single))
    found = [each for each in found if not any(other.startswith(f"{each}.") for other in found)]
    return say("(rules {rules})" if len(found) > 1 else "(rule {rules})", rules=", ".join(found)) if found else ""


def sentence(text: str) -> str:
    """A text with a capital letter in front."""
    return text[:1].upper() + text[1:]


COMMON = (marked("partner"), marked("target"), marked("agreements"))
"""Names that authors give in rules again and again: a language has words for these, and leaves others as they are."""


def given(name: str) -> str:
    """What a tactic is used with, by the name that its author gave: ``the partner``."""
    return say("the crisis") if name == "crisis" else say("the {name}", name=translated(name))
