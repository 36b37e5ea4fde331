"""The colours of the screen. None of them carries a meaning alone."""

from textual.theme import Theme


def theme(name: str, *, dark: bool, ground: str, panel: str, text: str, **tones: str) -> Theme:
    """A theme from the colours that the screens name."""
    return Theme(
        name=name,
        primary=tones["accent"],
        secondary=tones["calm"],
        accent=tones["accent"],
        success=tones["good"],
        warning=tones["watch"],
        error=tones["bad"],
        foreground=text,
        background=ground,
        surface=ground,
        panel=panel,
        dark=dark,
        variables={
            "bar": panel,
            "cursor-ground": tones["accent"],
            "cursor-ink": ground,
            "scrollbar": tones["line"],
            "scrollbar-background": ground,
            "scrollbar-hover": tones["quiet"],
            "scrollbar-active": tones["accent"],
            **{name.replace("_", "-"): colour for name, colour in tones.items()},
        },
    )


THEMES = {
    each.name: each
    for each in (
        theme(
            "chancery",
            dark=True,
            ground="#14181d",
            panel="#232b34",
            text="#e8e6df",
            quiet="#a7adb3",
            line="#3b4652",
            heading="#d8b98f",
            accent="#e6c05a",
            good="#7fb58a",
            watch="#e0954f",
            bad="#e0685f",
            calm="#8fb4d8",
        ),
    )
}
