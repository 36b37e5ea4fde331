"""The traps of YAML: what its parser stumbles over, said in words that lead out again."""

import re

import yaml

from ..definitions.effects import VERBS
from ..definitions.library import Place
from .indents import oddly_indented
from .problems import Problem

QUOTES = "Put it in quotes."
_STRUCTURE = (
    "document start",
    "mapping values are not allowed",
    "did not find expected key",
    "'-' indicator",
    "expected <block end>",
    "could not find expected ':'",
)
_CROWDED = re.compile(rf" *(?:- +)?(?:(?P<key>[a-z_]+): +)?(?P<effect>(?:{'|'.join(VERBS)}): [^{{}}\"']*)")
"""An effect without braces."""
_NAME_FIRST = re.compile(r"(?:^|[\s{,])([a-z_]+): +(\{\w+\})$")
"""A value that begins with the place of a name, up to its brace; it goes on behind it."""
_BEGINS = re.compile(r"(?:^|[:,{\[-]) *(?=(['\"]))")
_WHOLE = {"'": re.compile(r"'(?:[^']|'')*+'"), '"': re.compile(r'"(?:\\.|[^"\\])*+"', re.DOTALL)}
_FIELD = re.compile(r"(?:\n *(?:- +)*|[{,] *)[a-z_]\w*:(?:\s|$)")
"""A field that begins inside a value: its closing quote was forgotten."""
_ENTRY = re.compile(r" *\{")
_LISTED = re.compile(r" *- ")
_EFFECT = re.compile(r" *\{ *[a-z_]+: ")
_LIST = re.compile(r" *(?:\{|(?:- +)*[a-z_]+: *(?:#|$))")
"""What stands above an entry whose dash was forgotten, besides an entry: another such one, or the list's key."""
_STARTS = {"@", "`", "%", "*", "&", "!", ">", "|"}


def short(text: str, width: int = 40) -> str:
    """A text for a message: on one line, and not too long."""
    line = text.replace("\n", " ")
    return line if len(line) <= width else line[: width - 1] + "…"


def explained(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """A parser's complaint as a problem that names the usual cause."""
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    here, there = _place(file, mark, lines), _place(file, context, lines)
    if found := _text_trap(here, lines, flow="flow" in _context(error)):
        return found
    structural = any(words in problem for words in _STRUCTURE)
    if (
        structural
        and "flow" not in _context(error)
        and (found := _line_trap(there if "':'" in problem else here, lines))
    ):
        return found
    if "document start" in problem:
        return Problem(here, "bad-yaml", "The file should have ended before this.", "Compare the brackets before it.")
    if "mapping values are not allowed" in problem:
        message = "`: ` stands inside a value, or the line is indented wrongly."
        return Problem(here, "colon-in-value", message, "Put the value in quotes, or mend the indentation.")
    if "block sequence entries are not allowed" in problem:
        return Problem(here, "dash-in-value", "A value cannot begin with `- ` on the line of its key.", QUOTES)
    if (start := _character(lines, there)) in _STARTS and "'[" not in problem and "flow" not in _context(error):
        return Problem(there, "special-character", f"A value cannot begin with `{start}`.", QUOTES)
    if "quoted scalar" in _context(error):
        return _quoted(problem, here, there)
    if "could not find expected ':'" in problem:
        return Problem(there, "missing-colon", "A key needs a colon and a space behind it: `key: value`.")
    if "flow" in _context(error):
        return _brackets(here, there, lines)
    if (closing := _character(lines, here)) in ("]", "}"):
        return Problem(here, "bad-brackets", f"The `{closing}` here closes nothing.", "Remove it, or open it before.")
    return Problem(here, "bad-yaml", f"This is not YAML: {short(problem, 80)}.", "Compare the indentation around it.")


def _text_trap(here: Place, lines: list[str], *, flow: bool) -> Problem | None:
    """What is wrong with a text that goes on where the parser saw it end; ``None`` if it is something else."""
    before = lines[here.line - 1][: here.column - 1]
    if found := _NAME_FIRST.search(before.rstrip()):
        hint = f'Write `{found[1]}: "{found[2]} …"`.'
        place = here._replace(column=found.start(2) + 1)
        return Problem(place, "special-character", "A text that begins with `{` needs quotes.", hint)
    if before[-1:] not in _WHOLE or _character(lines, here) in ("", " ", ":", ","):
        return None
    opening = _opening_quote(here, lines)
    if opening is None:
        return None
    inside = "\n".join([*lines[opening.line - 1 : here.line - 1], before])[opening.column :]
    if _FIELD.search(inside) and (flow or opening.line < here.line):
        return _never_closed(opening)
    hint = "Write `'` instead, or `\\\"`." if before[-1] == '"' else "Write `''` instead."
    return Problem(here._replace(column=here.column - 1), "quote-inside", "A quote inside quotes.", hint)


def _opening_quote(here: Place, lines: list[str]) -> Place | None:
    """Where the value in quotes begins that ends just before a place."""
    end = sum(len(line) + 1 for line in lines[: here.line - 1]) + here.column - 1
    text = "\n".join(lines[: here.line])
    start = end - here.column + 1
    for number in range(here.line, 0, -1):
        for found in _BEGINS.finditer(lines[number - 1]):
            whole = _WHOLE[found[1]].match(text, start + found.start(1), end)
            if whole and whole.end() == end:
                return Place(here.file, number, found.start(1) + 1)
        start -= len(lines[number - 2]) + 1
    return None


def _never_closed(opening: Place) -> Problem:
    return Problem(opening, "open-quote", "The quote that begins here is not closed.", "Close it.")


def _line_trap(here: Place, lines: list[str]) -> Problem | None:
    """What is wrong with a whole line: its dash, its braces or its indent; ``None`` if it is something else."""
    line = lines[here.line - 1] if here.line <= len(lines) else ""
    start = here._replace(column=_indent(line) + 1)
    if re.match(r" *-[a-z{\[]", line):
        return Problem(start, "bad-yaml", "A dash needs a space behind it.", f"Write `- {line.strip()[1:2]}…`.")
    found = _CROWDED.fullmatch(line.split(" #")[0].rstrip())
    if found and (found["key"] or re.search(r", *[a-z_]+: ", found["effect"])):
        below = f" on the line below `{found['key']}:`" if found["key"] else ""
        hint = f"Write `- {{{short(found['effect'], 60)}}}`{below}."
        return Problem(here, "colon-in-value", "Several fields on one line need braces around them.", hint)
    before = _before(lines, here.line)
    if (_LISTED.match(before) and _ENTRY.match(line)) or (_LIST.match(before) and _EFFECT.match(line)):
        return _without_dash(start)
    if _LISTED.match(line) and here.line > 1 and _EFFECT.match(above := lines[here.line - 2]):
        return _without_dash(Place(here.file, here.line - 1, _indent(above) + 1))
    return oddly_indented(here, lines)


def _without_dash(place: Place) -> Problem:
    return Problem(place, "bad-yaml", "Every entry of a list begins with a dash.", "Write `- {…}`.")


def _before(lines: list[str], number: int) -> str:
    """The last line above one that has something in it."""
    return next((line for line in reversed(lines[: number - 1]) if line.strip()), "")


def _context(error: yaml.YAMLError) -> str:
    return str(getattr(error, "context", None) or "")


def _quoted(problem: str, here: Place, there: Place) -> Problem:
    if "escape" in problem:
        hint = "Write `\\\\`, or put the value in single quotes."
        return Problem(here, "bad-escape", "A backslash in double quotes begins an escape that does not exist.", hint)
    return _never_closed(there)


def _brackets(here: Place, there: Place, lines: list[str]) -> Problem:
    """A list or mapping in brackets that goes wrong: on a later line, or because it is never closed."""
    there = _opening(lines, here) if there == here else there
    opening = _character(lines, there)
    closing = {"[": "]", "{": "}"}.get(opening, "}")
    line = lines[there.line - 1]
    hint = "What follows ` #` is a comment; put the value in quotes." if " #" in line[there.column :] else ""
    if here.line == there.line or (here.line <= len(lines) and _indent(lines[here.line - 1]) > _indent(line)):
        return Problem(here, "bad-brackets", f"A comma or `{closing}` is missing before this.", hint)
    return Problem(there, "open-bracket", f"The `{opening}` that opens here is not closed.", hint or "Close it.")


def _opening(lines: list[str], here: Place) -> Place:
    """The last bracket before a place that is not closed before it."""
    closed = 0
    for number in range(here.line, 0, -1):
        line = lines[number - 1][: here.column - 1] if number == here.line else lines[number - 1]
        for column in range(len(line), 0, -1):
            closed += (line[column - 1] in "]}") - (line[column - 1] in "[{")
            if closed < 0:
                return Place(here.file, number, column)
    return here


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _place(file: str, mark: object, lines: list[str]) -> Place:
    """A mark of the parser as a place that exists in the file."""
    line = min(getattr(mark, "line", 0), max(len(lines) - 1, 0))
    return Place(file, line + 1, min(getattr(mark, "column", 0), len(lines[line])) + 1)


def _character(lines: list[str], place: Place) -> str:
    return lines[place.line - 1][place.column - 1 : place.column]


_QUOTED = {"'": re.compile(r"''|."), '"': re.compile(r"\\x..|\\u....|\\U.{8}|\\.|.")}


def column_inside(line: str, column: int, offset: int) -> int:
    """The column of a character of a value that begins at ``column``; of its beginning, if it is on another line.

    ``offset`` counts characters of the value; in quotes, an escape is one character of it and several of the line.
    """
    rest = line[column - 1 :]
    if rest[:1] in _QUOTED:
        parts = _QUOTED[rest[0]].findall(rest[1:])
        return column + 1 + sum(map(len, parts[:offset])) if offset < len(parts) else column
    return column if rest[:1] in ("|", ">") or offset >= len(rest) else column + offset
