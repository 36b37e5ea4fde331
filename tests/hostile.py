"""Texts and names made to do harm, as a stranger would put them into a pack, a save or a line that is typed."""

import unicodedata

ALLOWED = frozenset("\n\u200c\u200d")
"""What cannot be seen and is no harm: the end of a line, and the joiners of Persian words and of emoji."""
NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Called formats by Unicode, but seen: they stand under the figures of a number."""
NO_CHARACTERS = frozenset("\ufffe\uffff" + "".join(map(chr, range(0xFDD0, 0xFDF0))))
"""Numbers that Unicode gives to no character and never will."""
PILED = 4
"""Marks on one letter that some script needs."""


def stray(text: str) -> list[str]:
    """What of a text must never reach a terminal: control characters, turns of direction, halves of characters."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    odd = (each for each in text if unicodedata.category(each) in kinds or each in NO_CHARACTERS)
    return sorted({f"U+{ord(each):04X}" for each in odd if each not in ALLOWED | NUMBER_SIGNS})


def piled(text: str) -> int:
    """The most marks that stand on one letter."""
    most = run = 0
    for each in text:
        run = run + 1 if unicodedata.category(each) in ("Mn", "Me") else 0
        most = max(most, run)
    return most


ESCAPES = [
    "\x1b[2J", "\x1b[H", "\x1b[3J", "\x1bc", "\x1b[6n", "\x1b[c", "\x1b[>c", "\x1b[5n", "\x1b[?1049h", "\x1b[?25l",
    "\x1b[31mred\x1b[0m", "\x1b[1;31;5m", "\x1b[8mhidden", "\x1b[10A", "\x1b[999;999H", "\x1b[2K", "\x1b[20t",
    "\x1b[21t", "\x1b[?1000h", "\x1b[?2004l", "\x1b[4h", "\x1b[r", "\x1b[1;2r", "\x1b(0", "\x1b)0", "\x1b#8", "\x1bM",
    "\x1bE", "\x1b7", "\x1b8", "\x1b=", "\x1b>", "\x1bZ", "\x1b[!p", "\x1b[0i", "\x1b[5i",
    "\x1b]0;pwned\x07", "\x1b]2;pwned\x1b\\", "\x1b]1;icon\x07", "\x1b]52;c;cm0gLXJm\x07", "\x1b]52;p;?\x1b\\",
    "\x1b]8;;http://example.com\x1b\\click\x1b]8;;\x1b\\", "\x1b]8;;file:///etc/passwd\x07x\x1b]8;;\x07",
    "\x1b]4;1;rgb:ff/00/00\x07", "\x1b]10;?\x07", "\x1b]11;?\x07", "\x1b]7;file:///tmp\x07", "\x1b]9;notify\x07",
    "\x1b]777;notify;a;b\x07", "\x1b]1337;File=inline=1:AAAA\x07", "\x1b]50;font\x07", "\x1b]104\x07",
    "\x1bP$qm\x1b\\", "\x1bP+q544e\x1b\\", "\x1bPtmux;\x1b\x1b]0;x\x07\x1b\\", "\x1b_Gf=32;AAAA\x1b\\",
    "\x1b^pm\x1b\\",
    "\x1bX sos \x1b\\", "\x1bk title\x1b\\", "\x1b[", "\x1b]", "\x1b", "\x1b\x1b", "\x1b[38;2;1;2;3m", "\x1b[>4;1m",
    "\x9b2J", "\x9b6n", "\x9b31m", "\x9d0;x\x9c", "\x9d52;c;eA==\x9c", "\x90q\x9c", "\x98x\x9c", "\x9ex\x9c",
    "\x9fx\x9c",
    "\x84", "\x85", "\x8d", "a\rb", "over\r\x1b[Kwritten", "ab\b\bcd", "bell\x07", "\x0e\x0f", "\x0b\x0c",
    "nul\x00byte",
    "\x05answerback", "\x11\x13", "\x1a", "del\x7f", "\t\ttab", "\u2028line", "\u2029paragraph", "\x1c\x1d\x1e\x1f",
]  # fmt: skip
"""Clipboard, title, links, answers that are typed for you, colours, cursors, printers, pictures; in 7 and 8 bits."""

UNSEEN = [
    *(chr(each) for each in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))),
    *(chr(each) for each in (0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F))),
    *(chr(each) for each in (*range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB)),
    *(chr(each) for each in (0x1BCA0, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE007F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF)),
    "user\u202egpj.exe", "\u2066\u2067\u2068x\u2069", "\u202d123\u202c", "\u200f\u200eabc", "a\u200bb\u200bc",
    "\ufeffbom",
    "\ud83d", "\ude00", "\ud83d\ude00", "a\udc1bb", "soft\u00adhyphen", "\u2061\u2062\u2063\u2064",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]  # fmt: skip
"""One for each that cannot be seen, and what is done with them."""

STORMS = [
    "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f", "a" + "\u0301" * 60, "e" + "\u20dd" * 5, "x" + "\u0489" * 40,
    "\u0e01" + "\u0e49" * 50, "\u0628" + "\u064b" * 30, "\u05d0" + "\u05b0" * 20, "\u0f40" + "\u0f71" * 20,
    "\u0915" + "\u0951" * 20, "o" + "\ufe20" * 9, "\U0001f600" + "\u0300" * 12, "h\u0335\u0335\u0335i",
    "\u0301\u0302\u0303",
    "w" + "\ua66f" * 12, "q" + "\u1dc0" * 12, "a" + "\u0301\ufe0f" * 20, "\u0344\u0344\u0344",
    "z" + "\U0001e8d0" * 10,
]  # fmt: skip
"""Marks that pile up over other lines."""

MARKUP = [
    "[/", "[/]", "[", "]", "[]", "[[", "]]", "[NATO]", "plain [NATO] vote", "[b]bold[/b]", "[bold red]x[/]",
    "[/bold]",
    "[@click=app.quit]x[/]", "[@click=app.quit()]", "[@click='app.exit(1)']", "[link=file:///etc/passwd]x[/link]",
    "[link=http://example.com]x[/link]", "[on red]", "[red", "[#ff0000]x", "[$primary]x[/]", "[blink]x[/blink]",
    "\\[b]",
    "[/][/][/]", "[a [b] c]", "[[b]]x[[/b]]", "[=]", "[@]", "[@click]", "[not bold]", "[reverse]x", "[1]", "[ ]",
    "[x",
    ":smile:", ":warning:", "[:smile:]", "`code`", "**bold**", "_em_", "# head", "> quote", "- item", "| a | b |",
    "~~x~~",
    "[text](http://example.com)", "![x](http://example.com/x.png)", "[!NOTE]", "<!-- comment -->", "---", "***",
    "===",
]  # fmt: skip
"""Markup of Textual, Rich and Markdown, sound and broken."""

BRACES = [
    "{", "}", "{}", "{{}}", "{0}", "{name}", "{0.__class__}", "{x!r}", "{x:>9999999}", "{self.__init__.__globals__}",
    "{{x}}", "{{ 7*7 }}", "{% for x in y %}", "{# c #}", "${HOME}", "$(id)", "`id`", "%s", "%n", "%(x)s",
    "%99999999d", "%",
    "%%", "$x", "#{x}", "<%= 7*7 %>", "@{x}", "{state}", "{round}", "{count}", "\\n", "\\u001b", "\\x1b[2J", "\\",
    "&#27;[2J",
    "&lt;b&gt;", "&amp;", "&#x202e;", "^[[2J", "␛[2J", "\\e[31m", "\\033[0m",
]  # fmt: skip
"""What templates, formats and shells would fill in, and escapes that somebody could undo once too often."""

PAGES = [
    "<script>alert(1)</script>", "</script><script>alert(1)//", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>1</script></svg>", "\"><script>alert(1)</script>", "'><b>x</b>", "\" onmouseover=\"alert(1)",
    "' onclick='x",
    "<a href='javascript:alert(1)'>x</a>", "javascript:alert(1)", "data:text/html,<script>1</script>",
    "<iframe src=//x>",
    "</style><style>*{display:none}", "</title><h1>x</h1>", "</table></div></body>", "<!--", "-->", "<![CDATA[x]]>",
    "]]>",
    "<?xml version='1.0'?>", "<!DOCTYPE x>", "expression(alert(1))", "url(javascript:1)", "*{background:url(//x)}",
    "@import '//example.com/x.css';", "<link rel=stylesheet href=//x>", "<meta http-equiv=refresh content=0>",
    "<base href=//x>",
    "<form action=//x><input>", "<object data=x>", "<math><mi//xlink:href='data:x'>", "<b", "<", ">", "&", "\"", "'",
    "<>",
    "<plaintext>", "<noscript><p title='</noscript><img src=x>'>", "<details open ontoggle=1>", "\u2028</script>x",
    "a=b&c=d",
    "<style>body{}</style>", "<text x='0'>svg</text>", "<use href='#x'/>", "onerror=alert`1`", "&#60;script&#62;",
    "%3Cscript%3E",
]  # fmt: skip
"""Pages: scripts, attributes, styles, pictures, ends of elements that are open."""

CELLS = [
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.com\",\"x\")", "+1+1", "-1+1", "@SUM(1)",
    "=IMPORTXML(1)",
    "\t=1+1", " =1+1", "\n=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠x", "|calc", "=DDE(\"cmd\")", "a,b", "a;b",
    "\"a\"\"b\"",
    "a\nb", "a\r\nb", "'=1", "-", "+", "=", "@", "%0A=1", "-2+3+cmd|' /C calc'!D2", "=\"a\"&\"b\"", "=1+1;=2",
    ",=1+1", "\";=1",
]  # fmt: skip
"""What spreadsheets take for formulas, or for several cells."""

ODD = [
    "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "C:\\x", "\\\\host\\share", "file:///etc/passwd",
    "~/.ssh/id_rsa",
    "a/b", "a\\b", ".", "..", "CON", "nul.txt", "~root", "*", "?", "$HOME/x", "-rf", "--help", "-", "x; rm -rf /",
    "a|b", "a&&b",
    "A" * 59, "W" * 600, "x " * 250, "\u5b57" * 50, "\uff37" * 40, "very-long-" * 9, "a\nb\nc\nd", "\n\n\n", " ",
    "   ", "\u00a0", "\u3000",
    "\u2800", "\u3164", "\uffa0", "\u115f", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f44d\U0001f3fd", "\U0001f1eb\U0001f1f7", "\u2764\ufe0f", "1\ufe0f\u20e3", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "abc \u05d0\u05d1\u05d2 def", "(\u05d0)", "\ufdfd",
    "\U0001242b", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
    "\u0928\u092e\u0938\u094d\u0924\u0947", "\u1019\u103c\u102d\u102f\u1037", "\u6f22\u5b57", "e\u0301", "\u00e9",
    "\u212b", "\ufb01", "\u0130", "\u0131",
    "\u00df", "\u01c5", "\ud55c\uad6d\uc5b4", "\uff21\uff22\uff23", "\U0001d4d0\U0001d4d1", "\u2460", "\u00bd",
    "\u0660\u0661\u0662", "\ue000", "\U000f0000",
    "\U0010fffd", "\ufffd", "\u0378", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff", "null", "true", "no", "None", "NaN",
    "-0", "1e999", "0x1F",
    "undefined", "' OR 1=1 --", "'; DROP TABLE saves; --", "Robert'); --", "(select 1)", "__proto__", "constructor",
    "__class__",
    "Ctrl+C", "^C", "^D", "yes\n", "quit", "0", "help", "...", "?.", "·", "→", "\u25b8", "▏", "─", "│", "█",
    "\U0001fa70",
]  # fmt: skip
"""Paths, shells, long words, blanks, emoji, other scripts, words that mean something elsewhere."""

STRINGS: tuple[str, ...] = tuple(dict.fromkeys([*ESCAPES, *UNSEEN, *STORMS, *MARKUP, *BRACES, *PAGES, *CELLS, *ODD]))
"""All of them, none twice."""
MILD: tuple[str, ...] = tuple(each for each in STRINGS if not stray(each) and piled(each) <= 2)
"""Those that a text may hold, as far as its characters go: they have to be shown as they are."""

_STEMS = ["x", "save", "concert-0001", "a.b", "lesson"]
_DEVICES = ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"]
_WAYS = [
    "../", "../../", "./", "/", "//", "..\\", "C:\\", "C:", "~/", "\\\\h\\s\\", "a/../../", "%2e%2e/", "%2e%2e%2f",
    "..%2f", "..;/", "....//", "\u2024\u2024/", "\uff0e\uff0e\uff0f", "..\u2215", "..\u2044", "..\uff0f", "..\u29f8",
]  # fmt: skip
_ENDS = [
    ".", "..", " ", "\u00a0", "\n", "\r\n", "\t", "\x00", "\x00.txt", "/", "\\", ":", "::$DATA", "?", "*", "|", "<",
    ">", '"', "'", ";ls", "$(id)", "`id`", "&",
]  # fmt: skip
NAMES: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *(f"{way}{stem}" for way in _WAYS for stem in _STEMS),
            *(f"{stem}{end}" for stem in _STEMS for end in _ENDS),
            *(f"{name}{end}" for name in _DEVICES for end in ("", ".txt", ".", " ", ":x")), *map(str.upper, _DEVICES),
            *("a" * length for length in (49, 100, 255, 256, 4096, 70_000)),
            *("\u00e9" * length for length in (1, 48, 255)),
            "a" * 48 + "/x", "a/" * 2000 + "b", "../" * 700 + "etc/passwd",
            *(f"a{each}b" for each in UNSEEN[:80]), *ESCAPES[:20],
            "", " ", ".", "..", "...", "~", "-", "--", "-rf", "--help", "_x", "-x", ".hidden", "..hidden", "X",
            "Concert-0001",
            "co\u006e\u0300", "\u0441oncert-0001", "concert\u20110001", "concert-000\uff11", "CON\u0131", "\u212aon",
            "\ufb01le", "\u017fave",
            "/dev/null", "/dev/stdin", "/proc/self/environ", "/etc/passwd", "file:///etc/passwd",
            "http://example.com/x", "\\\\?\\C:\\x",
            "\udcff\udcfe", "a\udc80b", "\ud800", "$HOME", "%TEMP%", "${HOME}", "*.journal", "[a-z]", "{a,b}", "a b",
            "a\tb", "a\nb",
        ]
    )
)  # fmt: skip
"""Names of files that are more than a name: out of the folder, devices, other scripts, too long, not text at all."""
