"""The colors of a theme as a stylesheet, with those of its counterpart for the other light."""

from soptui.themes import DEFAULT_THEME, ThemeFile, shipped_themes

_LIGHT = "soptui-light"


def stylesheet(theme: ThemeFile) -> str:
    """Return the colors by name, as the system prefers them, or as they are chosen on the page."""
    other = shipped_themes()[_LIGHT if theme.dark else DEFAULT_THEME]
    dark, light = (theme, other) if theme.dark else (other, theme)
    return "\n".join(
        (
            _rule(":root", dark),
            f"@media (prefers-color-scheme: light) {{ {_rule(':root', light)} }}",
            _rule(':root[data-look="dark"]', dark),
            _rule(':root[data-look="light"]', light),
        )
    )


def _rule(selector: str, theme: ThemeFile) -> str:
    # Every color has been checked to be one when the theme was read.
    colors = {**theme.base, **theme.variables}
    lines = "".join(f" --{name}: {color};" for name, color in colors.items())
    return f"{selector} {{ color-scheme: {'dark' if theme.dark else 'light'};{lines} }}"
