"""What sets the bots' characters apart in a ruleset: every word, tactic and tag in it must be there, and be public."""

from collections.abc import Iterable

from ..definitions.characters import CHARACTERS, Character, Credit, Worth
from ..definitions.library import Path
from .program import CharacterRule, CreditRule, Question, WorthRule
from .reading import PARTNER, SELF, Reading
from .resolver import INT, Scope
from .tree import cells_in


def worth_rules(reading: Reading, name: str, path: Path, worths: Iterable[Worth]) -> tuple[WorthRule, ...]:
    """What things are worth; ``name`` begins the names of the functions."""
    scope: Scope = {"self": SELF}
    return tuple(
        WorthRule(said_aloud(reading, f"{name}_{index}", (*path, index, "of"), worth.of, scope), worth.each, worth.say)
        for index, worth in enumerate(worths)
    )


def credit_rules(reading: Reading) -> tuple[CreditRule, ...]:
    """What makes another state's word good or bad."""
    return tuple(
        credit_rule(reading, index, credit) for index, credit in enumerate(reading.symbols.folder.ruleset.bots.credit)
    )


def credit_rule(reading: Reading, index: int, credit: Credit) -> CreditRule:
    """One reason to trust a state's word, or not to."""
    scope: Scope = {"self": SELF, "partner": PARTNER}
    of = said_aloud(reading, f"credit_{index}", ("bots", "credit", index, "of"), credit.of, scope)
    record = reading.symbols.folder.ruleset.record
    counted = (record.kept, record.broken) if record is not None else ()
    read = {cell.name for cell in cells_in(of.node) if cell.scope == "state" and cell.of == (PARTNER,)}
    return CreditRule(of, credit.say, next((track for track in counted if track in read), ""))


def said_aloud(reading: Reading, name: str, path: Path, text: str, scope: Scope) -> Question:
    """A number that bots give as a reason: it must not read what is secret."""
    found = reading.question(name, reading.ruleset, path, text, scope, INT)
    if any((cell.scope, cell.name) in reading.symbols.secret for cell in cells_in(found.node)):
        reader = reading.reader(reading.ruleset, None, scope)
        reader.fail(path, "reads-secret", "a bot says its reasons aloud: they must not read what is secret")
    return found


def character_rules(reading: Reading) -> dict[str, CharacterRule]:
    """The characters that the ruleset speaks of."""
    return {
        name: character_rule(reading, name, character)
        for name, character in reading.symbols.folder.ruleset.bots.characters.items()
    }


def character_rule(reading: Reading, name: str, character: Character) -> CharacterRule:
    """One character: what it values, checked and weighed."""
    path: Path = ("bots", "characters", name)
    folder = reading.symbols.folder
    reader = reading.reader(reading.ruleset, None, {})
    groups = [group for group in folder.ruleset.groups if group in folder.tactics]
    reader.known(name, CHARACTERS, path, "unknown-name", "a character")
    # Who extends a ruleset and leaves a tactic out need not take it from everybody who likes it.
    known = [*folder.tactics, *folder.ruleset.groups, *folder.ruleset.without]
    for liked in character.likes:
        what = "a tactic or a group of tactics"
        reader.known(liked, known, (*path, "likes", liked), "unknown-tactic", what)
        if liked in groups:
            reader.fail((*path, "likes", liked), "unknown-tactic", f"'{liked}' is both a tactic and a group")
    for tag in character.give:
        reader.known(tag, reading.symbols.tags, (*path, "give", tag), "unknown-tag", "a tag")
    said = [worth.say for worth in folder.ruleset.bots.worth]
    for words in character.worth:
        reader.known(words, said, (*path, "worth", words), "unknown-name", "what something in `bots: worth` is called")
    also = worth_rules(reading, f"worth_{name}", (*path, "also"), character.also)
    return CharacterRule(tuple(character.worth.get(words, 100) for words in said), also, character)
