"""Every numbered rule of the rulebook has a test named after it: ``test_rule_5_7_6_confidence_building``."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
RULEBOOK = HERE.parent.parent / "docs" / "rules.md"
EXEMPT = {
    "1.4": "talk at the table is nothing that a program could forbid or allow",
    "2.8.4": "private notes are no part of a position; the tests of saves look after them",
    "3.7": "a clock is the business of who asks the players, not of the rules",
    "5.8": "a title over 5.8.1 to 5.8.3",
    "9.4": "a title over 9.4.1 to 9.4.3",
    "13.3.3": "the argument is granted by a person who leads the game",
}
_RULE = re.compile(r"""
    (?: ^ [ ]* (?: -[ ] | \|[ ] )?      # at the start of a line, of a list item or of a table row
      | (?<= [.;] ) (?: \*\* )? [ ] )   # or behind the end of a sentence, when several stand on one line
    (\d+ (?: \.\d+ )+ ) [ ] (?! [+x/] )
    """, re.VERBOSE | re.MULTILINE)  # fmt: skip
_NAMED = re.compile(r"(?:^test_rule_|_and_)(\d+(?:_\d+)*)(?=_|$)")


def numbered(text: str) -> set[str]:
    """The numbers of the rules in a rulebook; appendices and the sections on changes and measurements have none."""
    body = "".join(section for section in re.split(r"(?m)^(?=## )", text) if re.match(r"## (?:\d|1[0-4])\. ", section))
    return set(_RULE.findall(body))


def named(names: list[str]) -> set[str]:
    """The rules after which these tests are named."""
    return {found.replace("_", ".") for name in names for found in _NAMED.findall(name)}


def every_test() -> list[str]:
    """The names of all tests in this folder."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("test_section_*.py"))]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def by_number(rules: set[str]) -> list[str]:
    return sorted(rules, key=lambda rule: [int(part) for part in rule.split(".")])


def test_every_rule_has_a_test_named_after_it() -> None:
    missing = numbered(RULEBOOK.read_text(encoding="utf-8")) - named(every_test()) - set(EXEMPT)
    assert not missing, f"no test is named after {', '.join(by_number(missing))}"


def test_every_test_is_named_after_a_rule_that_exists() -> None:
    rules = numbered(RULEBOOK.read_text(encoding="utf-8"))
    groups = {rule.rsplit(".", depth)[0] for rule in rules for depth in range(rule.count(".") + 1)}
    unknown = named(every_test()) - groups
    assert not unknown, f"the rulebook has no rule {', '.join(by_number(unknown))}"


def test_every_test_names_a_rule() -> None:
    nameless = [name for name in every_test() if not named([name])]
    assert not nameless, f"say which rule: {', '.join(nameless)}"


def test_exemptions_are_rules() -> None:
    assert set(EXEMPT) <= numbered(RULEBOOK.read_text(encoding="utf-8"))


def test_reading_the_rulebook() -> None:
    text = """## 6. Crises
6.4 **Demand** when drawn = 5 x states (6.5); see 5.8 and 1.25.
  - 6.4.1 severity: 3, 4 or 5, on the card. 6.4.2 pressure: from the difficulty (13).
**Bold.** 6.5 Another one; 9.4.1 a third. 0.5
| 5.7.1 | Pact `pact` | 0 | yes | see 5.8 | pact; trust +1 |
## 15. Changes
15.1 Nothing of this counts.
"""
    assert numbered(text) == {"6.4", "6.4.1", "6.4.2", "6.5", "9.4.1", "5.7.1"}
    assert named(["test_rule_6_4_1_severity_and_6_4_2_pressure", "test_rule_5_10_1_example"]) == {
        "6.4.1",
        "6.4.2",
        "5.10.1",
    }
