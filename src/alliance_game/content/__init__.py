"""From files to a library. The only package that knows YAML and where content lies."""

from .folders import base_folder
from .installed import InUse, load_in_use, packs_folder, with_needs
from .loader import digest_of, examine, load, load_sources
from .problems import Problem, Problems
from .schema import schema, schema_text, write_schemas
from .validation import KINDS

__all__ = [
    "KINDS",
    "InUse",
    "Problem",
    "Problems",
    "base_folder",
    "digest_of",
    "examine",
    "load",
    "load_in_use",
    "load_sources",
    "packs_folder",
    "schema",
    "schema_text",
    "with_needs",
    "write_schemas",
]
