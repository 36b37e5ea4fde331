"""A line to type into."""

from textual.binding import Binding
from textual.events import Key
from textual.message import Message

from ...wording import marked, say
from .sheet import Sheet, line


class Field(Sheet, can_focus=True):
    """Shows what was typed. In focus it takes letters, digits and blanks; Enter and Esc end it."""

    DEFAULT_CSS = "Field { height: 1; padding: 0 1; }"
    BINDINGS = [
        Binding("enter", "done", marked("find"), id="field-done"),
        Binding("escape", "leave", marked("no search"), id="field-leave"),
    ]
    MOST = 40

    class Typed(Message):
        """Something else was typed."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> "Field":
            """The field, so that handlers can choose by its id."""
            return self.field

    class Done(Typed):
        """Enter was pressed."""

    class Left(Typed):
        """Esc was pressed."""

    def __init__(self, prompt: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.prompt = prompt
        self.typed = ""

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        self.draw()

    def draw(self) -> None:
        """The line, a mark where the next letter goes."""
        typed, mark = (self.typed, "strong"), ("▏", "accent")
        self.show(
            [line((f"{say('Search')} ", "dim"), *((typed, mark) if self.typed else (mark, (self.prompt, "dim"))))]
        )

    def say(self, typed: str) -> None:
        """Something else is typed."""
        self.typed = typed[: self.MOST]
        self.draw()
        self.post_message(self.Typed(self))

    def take(self, event: Key) -> bool:
        """Type a letter, or take the last one back; false if the key means neither."""
        character = event.character or ""
        if event.key == "backspace" and self.typed:
            self.say(self.typed[:-1])
        elif len(character) == 1 and character.isprintable() and (self.typed or character != " "):
            self.say(self.typed + character)
        else:
            return False
        event.stop()
        event.prevent_default()
        return True

    def on_key(self, event: Key) -> None:
        """A key while the line is in focus."""
        self.take(event)

    def action_done(self) -> None:
        """Enough is typed."""
        self.post_message(self.Done(self))

    def action_leave(self) -> None:
        """Nothing was meant."""
        self.post_message(self.Left(self))
