"""The manual of a ruleset, chapter by chapter."""

from ...definitions import Library
from .book import Manual
from .course import blocks, ends, phases, settings
from .expressions import expressions
from .files import files
from .ground import Ground
from .things import things
from .verbs import verbs


def manual_of(library: Library, ruleset: str) -> Manual:
    """Everything about a ruleset. Raises ``UnknownName``."""
    ground = Ground(library, ruleset)
    tracks, values, *others = things(ground)
    chapters = (
        *(settings(ground), tracks, values, phases(ground), blocks(ground), *others, ends(ground)),
        *(verbs(ground), expressions(ground), files()),
    )
    title, about = ground.folder.ruleset.title, ground.folder.ruleset.about or ""
    made_from = f"the definitions of the ruleset “{ruleset}”"
    return Manual(title, f"{title}: the manual", about, made_from, tuple(each for each in chapters if each.entries))
