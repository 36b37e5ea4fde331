"""What pupils are told who answer a quiz, on paper and on the screen."""

from ..wording import say


def code_rule() -> str:
    """How somebody makes a code that can be made again weeks later."""
    return say(
        "Your code: the first two letters of your mother's first name (or of another adult at home), the day of the "
        "month on which you were born, the last letter of your street. Maria, the 7th, High Street: ma07t."
    )


def no_marks() -> str:
    """That this is no test."""
    return say("This is no test and nobody is named: it shows what the class has learned. Answer by yourself.")


def sure_levels() -> tuple[str, ...]:
    """How sure one can be of an answer, from 1."""
    return (say("guessed"), say("rather unsure"), say("rather sure"), say("certain"))
