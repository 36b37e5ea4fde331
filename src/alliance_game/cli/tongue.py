"""The language that a command speaks."""

from collections.abc import Sequence

from ..wording import OWN, speak

OPTION = "--lang"


def first(arguments: Sequence[str]) -> list[str]:
    """The same command line with its language before the command, wherever a person put it."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION:
            taken = arguments[at : at + 2]
        elif argument.startswith(f"{OPTION}="):
            taken = arguments[at : at + 1]
        else:
            continue
        return [*taken, *arguments[:at], *arguments[at + len(taken) :]]
    return list(arguments)


def choose(language: str | None) -> None:
    """Speak a language; without one, that of the person's settings.

    Raises ``UnknownName`` for a language that does not exist, and ``ContentError`` if its files cannot be used.
    """
    if language is None:
        from ..settings import load_settings, settings_file

        language = load_settings()[0].language if settings_file().exists() else OWN
    if language == OWN:
        return
    from ..content import catalogue_of
    from ..content.installed import learn_installed

    speak(catalogue_of(language))
    learn_installed()
