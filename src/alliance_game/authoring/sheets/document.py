"""Pages of running text to print: one look on any paper; nothing is fetched, and nothing in them runs."""

from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined

from ...wording import spoken
from .paper import Paper

MARGIN = 13.0
"""White around the text of a page, in millimetres: every printer can leave so much."""


def rendered(template: str, paper: Paper, title: str, **parts: object) -> str:
    """The page, as HTML. Everything in it was written by authors, so nothing is taken for HTML."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(template_text),
    )
    look = {"paper": paper, "margin": MARGIN, "language": spoken().language}
    return environment.get_template(template).render(title=title, **look, **parts) + "\n"


def template_text(name: str) -> str:
    """A template of this package."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
