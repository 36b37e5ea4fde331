"""From files to a library. The only package that knows YAML and where content lies."""

from .folders import base_folder
from .loader import digest_of, examine, load, load_sources
from .problems import Problem, Problems
from .schema import schema, schema_text, write_schemas
from .validation import KINDS

__all__ = [
    "KINDS",
    "Problem",
    "Problems",
    "base_folder",
    "digest_of",
    "examine",
    "load",
    "load_sources",
    "schema",
    "schema_text",
    "write_schemas",
]
