"""What an editor offers to write: whole cards, choices and effects, with stops to tab through.

A body is text, not data: so its keys stay in the order in which people write them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..definitions import Ruleset
from ..definitions.effects import VERBS
from ..definitions.tracks import Track
from .samples import Named, Sample

ROLES: Mapping[str, tuple[str, ...]] = {
    "card": ("who", "about", "target"),
    "tactic": ("self", "partner"),
    "agreement": ("self", "partner"),
}
"""The names that states have in the effects of each kind of file, the first two in pairs."""
_PLACES = (("Change", "change"), ("SetTo", "set"), ("Transfer", "transfer"), ("Transfer", "to"))
_CHOSEN = (("Selector", "most"), ("Selector", "least"))

_CARDS = {
    "crisis": """\
title: ${1:A title}
kind: crisis
tags: [${2:<tag>}]
text: ${3:What has happened, in two sentences at most.}
target: any
start: {<start>: ${4:3}}
failed:
- {change: ${5:target.<state>}, by: ${6:<state loss>}}
""",
    "incident": """\
title: ${1:A title}
kind: incident
text: ${2:What has happened, in two sentences at most.}
who: any
choices:
  ${3:wait}:
    text: ${4:Wait and see}
    fallback: true
    effects:
    - {change: ${5:who.<state>}, by: ${6:<state loss>}}
  ${7:act}:
    text: ${8:Do something}
    cost: {<price>: ${9:1}}
    effects:
    - {change: ${10:world.<world>}, by: ${11:<world gain>}}
""",
}
_CHOICE = """\
${1:act}:
  text: ${2:Do something}
  cost: {<price>: ${3:1}}
  effects:
  - {change: ${4:world.<world>}, by: ${5:<world gain>}}
"""
_STEP = "{change: ${2:world.<world>}, by: ${3:<world gain>}}"
_EFFECTS = {
    "change": "{change: ${1:world.<world>}, by: ${2:<world gain>}}",
    "set": "{set: ${1:<one>.<state>}, to: ${2:0}}",
    "transfer": "{transfer: ${1:<one>.<price>}, to: ${2:<two>.<price>}, by: ${3:1}}",
    "sign": "{sign: ${1:<agreement>}, between: [${2:<one>}, ${3:<two>}]}",
    "end": "{end: ${1:<agreement>}, between: [${2:<one>}, ${3:<two>}]}",
    "if": f"if: ${{1:world.<world> >= 5}}\n  then:\n  - {_STEP}",
    "chance": f"chance: ${{1:1 in 3}}\n  then:\n  - {_STEP}",
    "one_of": f"one_of:\n  - - {_STEP}\n  - []",
    "for_each": "for_each: {${1:s}: states}\n  do:\n  - {change: ${1:s}.${2:<state>}, by: ${3:<state gain>}}",
    "pick": "pick: {${1:s}: states}\n  most: ${1:s}.${2:<state>}\n  do:\n"
    "  - {change: ${1:s}.${3:<state>}, by: ${4:<state loss>}}",
    "let": "{let: {${1:much}: ${2:players + 1}}}",
    "run": "{run: ${1:<block>}, with: {${2:s}: ${3:<one>}}}",
    "outcome": "{outcome: ${1|met,failed|}, of: ${2:crisis}}",
    "close": "{close: ${1:crisis}}",
    "schedule": "{schedule: ${1:card}, in: ${2:1}}",
    "peek": "{peek: ${1:<deck>}, by: ${2:<one>}}",
    "tally": "{tally: ${1:<tally>}}",
    "tell": '{tell: "${1:What the chronicle says.}"}',
    "end_game": "{end_game: ${1:<ending>}}",
}


def put_snippets(kind: str, made: dict[str, Any], definitions: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """Put what can be written into the schema of a kind; what needs a name that the ruleset lacks is left out."""
    if kind == "card":
        titles = {each: f"A whole {each}" for each in _CARDS}
        made["defaultSnippets"] = [*_filled(_CARDS, titles, names)]
    if "Choice" in definitions:
        choices = definitions["IncidentCard"]["properties"]["choices"]
        choices["defaultSnippets"] = [*_filled({"choice": _CHOICE}, {"choice": "One way to answer"}, names)]
    if "Effect" in definitions:
        told = {verb: (model.__doc__ or "").split("\n", 1)[0] for verb, model in VERBS.items()}
        definitions["Effect"]["defaultSnippets"] = [*_filled(_EFFECTS, told, names)]


def _filled(bodies: Mapping[str, str], told: Mapping[str, str], names: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for label, body in bodies.items():
        for name, value in names.items():
            body = body.replace(f"<{name}>", value)
        if "<" not in body:
            yield {"label": f"{label} …", "description": told[label], "bodyText": body.rstrip("\n")}


def names_in(kind: str, rules: Ruleset, sample: Sample, agreements: Mapping[str, Any]) -> dict[str, str]:
    """What stands for each name in a snippet: names of this ruleset."""
    roles = ROLES.get(kind, ("self", "partner"))
    found = {
        "one": roles[0],
        "two": roles[1],
        "tag": sample.tag,
        "start": sample.start if sample.has_crises else None,
        "price": sample.price,
        "deck": sample.deck,
        "agreement": next(iter(agreements), None),
        "block": next(iter(rules.blocks), None),
        "tally": next(iter(rules.tallies), None),
        "ending": next(iter(rules.endings), None),
        **_steps("world", sample.world),
        **_steps("state", sample.state),
    }
    return {name: value for name, value in found.items() if value is not None}


def _steps(scope: str, tracks: tuple[Named, ...]) -> dict[str, str]:
    if not tracks:
        return {}
    first = tracks[0]
    return {scope: first.id, f"{scope} gain": str(first.gain), f"{scope} loss": str(-first.gain)}


def put_places(kind: str, definitions: Mapping[str, Any], rulesets: Iterable[Ruleset]) -> None:
    """Offer the tracks of rulesets where one is written; anything else can be written there too."""
    places: dict[str, str] = {}
    chosen: dict[str, str] = {}
    for rules in rulesets:
        places |= _places(rules, ROLES[kind])
        chosen |= {f"it.{name}": _said(name, track) for name, track in rules.tracks.state.items()}
    for fields, known in ((_PLACES, places), (_CHOSEN, chosen)):
        for model, field in fields:
            if model in definitions and known:
                offered = [{"label": place, "description": told, "bodyText": place} for place, told in known.items()]
                # Not as an `enum`: that would call everything else wrong, or be told as all that is allowed.
                definitions[model]["properties"][field]["defaultSnippets"] = offered


def _places(rules: Ruleset, roles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    tracks = rules.tracks
    yield from ((f"world.{name}", _said(name, track)) for name, track in tracks.world.items())
    for role in roles:
        yield from ((f"{role}.{name}", _said(name, track)) for name, track in tracks.state.items())
    yield from ((f"{roles[0]}.{name}({roles[1]})", _said(name, track)) for name, track in tracks.pair.items())


def _said(name: str, track: Track) -> str:
    title = track.title or name
    return f"{title}: {track.about}" if track.about else title
