"""The colours of the screen. None of them carries a meaning alone."""

from textual.theme import Theme

from ..wording import marked


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
            panel="#1c232b",
            text="#e8e6df",
            quiet="#aab0b6",
            line="#3b4652",
            heading="#d8b98f",
            accent="#e6c05a",
            good="#8cc298",
            watch="#eba465",
            bad="#f5958a",
            calm="#8fb4d8",
        ),
        theme(
            "paper",
            dark=False,
            ground="#faf7f0",
            panel="#efe9dc",
            text="#1d1d1b",
            quiet="#4a4a46",
            line="#b9b09c",
            heading="#6b3d1a",
            accent="#6e3f00",
            good="#17502a",
            watch="#6f3d00",
            bad="#8c1420",
            calm="#1c446e",
        ),
        theme(
            "contrast",
            dark=True,
            ground="#000000",
            panel="#000000",
            text="#ffffff",
            quiet="#d0d0d0",
            line="#ffffff",
            heading="#ffffff",
            accent="#ffffff",
            good="#ffffff",
            watch="#ffffff",
            bad="#ffffff",
            calm="#ffffff",
        ),
        # After Okabe and Ito; the four that speak differ for eyes that miss red, green or blue.
        theme(
            "clear",
            dark=True,
            ground="#10141a",
            panel="#1a2029",
            text="#f0f0ec",
            quiet="#b0b6bd",
            line="#3d4754",
            heading="#e6d3a8",
            accent="#fff3c4",
            good="#56b4e9",
            watch="#d9c400",
            bad="#ff8c80",
            calm="#ded4ff",
        ),
    )
}
ABOUT = {
    "chancery": marked("dark, as the lamp in a study"),
    "paper": marked("light, for daylight and printers"),
    "contrast": marked("black and white, in bold letters"),
    "clear": marked("dark, safe for colour-blind eyes"),
}
"""What is said of each in the settings."""
