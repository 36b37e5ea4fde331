"""A manual as one page to read, search and print: nothing is fetched, and nothing in it runs."""

from importlib import resources

from jinja2 import Environment, StrictUndefined

from ... import __version__
from .book import Manual


def page(manual: Manual) -> str:
    """The page, as HTML. Everything in it was written by authors, so nothing is taken for HTML."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = (resources.files(__package__) / "manual.html.j2").read_text(encoding="utf-8")
    return environment.from_string(text).render(manual=manual, version=__version__) + "\n"
