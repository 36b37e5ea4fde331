"""Dates of what really happened: as exact as history knows them."""

import re
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from .base import number_as_text

DATE_PATTERN = r"^(c\. )?([0-9]{1,4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|[0-9]{1,4} BC)$"
Date = Annotated[
    str, BeforeValidator(number_as_text, json_schema_input_type=int | str), StringConstraints(pattern=DATE_PATTERN)
]
"""A day, a month or a year: ``1956-11-04``, ``1956-11``, ``1956``, ``478 BC``; ``c.`` before it if nobody is sure."""

Span = tuple[tuple[int, int, int], tuple[int, int, int]]
"""The first and the last day that a date can mean, as years, months and days; years BC are negative."""


def numbers_in(date: str) -> list[int]:
    """The year, and the month and day as far as they are known."""
    return [int(number) for number in re.findall(r"[0-9]+", date)]


def span(date: str) -> Span:
    """The days that a date can mean: ``1956-11`` is all of November."""
    year, *rest = numbers_in(date)
    year = -year if date.endswith("BC") else year
    month, day = [*rest, 0, 0][:2]
    return (year, month or 1, day or 1), (year, month or 12, day or 31)
