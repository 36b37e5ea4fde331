"""From files to a library. The only package that knows YAML and where content lies."""

from .folders import base_folder
from .installed import InUse, load_in_use, packs_folder, with_needs
from .languages import available, catalogue_of
from .loader import digest_of, examine, load, load_sources
from .problems import Problem, Problems
from .validation import KINDS

__all__ = [
    "KINDS",
    "InUse",
    "Problem",
    "Problems",
    "available",
    "base_folder",
    "catalogue_of",
    "digest_of",
    "examine",
    "load",
    "load_in_use",
    "load_sources",
    "packs_folder",
    "with_needs",
]
