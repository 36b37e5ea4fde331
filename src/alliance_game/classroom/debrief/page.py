"""A debrief as one page to read, show, print and keep; nothing is fetched, and nothing in it runs."""

from importlib import resources

from jinja2 import Environment, StrictUndefined

from ... import __version__
from ...wording import say, spoken
from .parts import Debrief


def page(found: Debrief) -> str:
    """The page, as HTML; the same for the same game. Everything in it was written by authors: nothing is HTML."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = (resources.files(__package__) / "debrief.html.j2").read_text(encoding="utf-8")
    made = say("Made by alliance-game {version}.", version=__version__)
    look = {"language": spoken().language, "contents": say("Contents"), "made": made}
    return environment.from_string(template).render(found=found, **look) + "\n"
