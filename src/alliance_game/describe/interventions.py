"""What a facilitator did, as sentences."""

from ..engine.chronicle import Entry
from ..engine.rules import Rules
from ..wording import say
from . import naming


def sentence(rules: Rules, entry: Entry) -> str:
    """What a facilitator did, without the numbers that it changed."""
    states = [naming.state(rules, value) for kind, value in entry.values if kind == "state"]
    numbers = [value for kind, value in entry.values if kind == "number"]
    state = states[0] if states else ""
    match entry.scope:
        case "correct":
            return say("The facilitator makes a correction.")
        case "inject" | "arrives":
            return _card(rules, entry, numbers)
        case "skip":
            return say("The facilitator goes on without {state}.", state=state)
        case "freeze" | "thaw":
            return _frozen(rules, entry)
        case "rule":
            return say(
                "The facilitator grants an argument of {state}."
                if numbers[0]
                else "The facilitator hears an argument of {state} and grants nothing.",
                state=state,
            )
        case "end":
            return say("The facilitator ends the game early.")
        case "rewind":
            return say("The facilitator goes back to the beginning of round {round}.", round=numbers[0])
        case "pause":
            minutes, seconds = divmod(numbers[0], 60)
            return say(
                "The facilitator pauses the game for {minutes} min {seconds} s."
                if minutes
                else "The facilitator pauses the game for {seconds} s.",
                minutes=minutes,
                seconds=seconds,
            )
        case "time":
            return say("The facilitator gives the question {seconds} s more.", seconds=numbers[0])
    return say("{state} is led by people again." if numbers[0] else "{state} is led by a bot for now.", state=state)


def _card(rules: Rules, entry: Entry, numbers: list[int]) -> str:
    card = naming.card(rules, entry.crisis)
    if entry.scope == "arrives":
        return say("The facilitator's card comes: {card}.", card=card)
    if numbers and numbers[-1]:
        return say("The facilitator chooses a card for round {round}: {card}.", round=numbers[-1], card=card)
    return say("The facilitator brings in a card: {card}.", card=card)


def _frozen(rules: Rules, entry: Entry) -> str:
    name = entry.name.split()[1]
    title = rules.program.symbols.folder.ruleset.facilitator.freeze[name].title
    if entry.scope == "freeze":
        return say("The facilitator freezes this: {title}.", title=title)
    return say("The facilitator lets this go on again: {title}.", title=title)
