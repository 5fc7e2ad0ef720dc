"""A theme file as the toolkit's theme, so that its own widgets match ours."""

from textual.theme import Theme

from soptui.themes import ThemeFile

# What Textual's widgets (palette, inputs, lists, scrollbars, footer, Markdown) are drawn with,
# and which of our colors stands there: they follow every theme without being set in it.
FROM_OURS = {
    "text-muted": "muted",
    "text-disabled": "ghost",
    "text-primary": "primary",
    "text-secondary": "secondary",
    "text-accent": "accent",
    "text-success": "success",
    "text-warning": "warning",
    "text-error": "error",
    "foreground-muted": "muted",
    "foreground-disabled": "ghost",
    "border": "primary",
    "border-blurred": "rule",
    "block-cursor-background": "chosen",
    "block-cursor-foreground": "chosen-text",
    "block-cursor-blurred-background": "chosen",
    "block-cursor-blurred-foreground": "chosen-text",
    "block-hover-background": "panel",
    "surface-active": "panel",
    "input-cursor-background": "capture-text",
    "input-cursor-foreground": "capture",
    "input-selection-background": "chosen",
    "input-selection-foreground": "chosen-text",
    "screen-selection-background": "chosen",
    "screen-selection-foreground": "chosen-text",
    "scrollbar": "rule",
    "scrollbar-hover": "muted",
    "scrollbar-active": "primary",
    "scrollbar-background": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "scrollbar-corner-color": "background",
    "link-color": "primary",
    "link-color-hover": "chosen-text",
    "link-background-hover": "chosen",
    "footer-background": "background",
    "footer-foreground": "hint",
    "footer-key-foreground": "hint-key",
    "footer-description-foreground": "hint",
    "markdown-h1-color": "title",
    "markdown-h2-color": "primary",
    "markdown-h3-color": "section",
    "markdown-h4-color": "section",
    "markdown-h5-color": "section",
    "markdown-h6-color": "muted",
    "button-foreground": "foreground",
}


def variables(file: ThemeFile) -> dict[str, str]:
    """Return every variable that a theme adds to the toolkit's.

    The app also gives the default theme's as `get_theme_variable_defaults`: stylesheets
    that use ours must be readable before a theme is chosen.
    """
    ours = {**file.base, **file.variables}
    return {**{variable: ours[name] for variable, name in FROM_OURS.items()}, **file.variables}


def textual_theme(file: ThemeFile) -> Theme:
    """Return the theme to register with the app."""
    return Theme(
        name=file.name,
        dark=file.dark,
        primary=file.base["primary"],
        secondary=file.base["secondary"],
        accent=file.base["accent"],
        foreground=file.base["foreground"],
        background=file.base["background"],
        surface=file.base["surface"],
        panel=file.base["panel"],
        success=file.base["success"],
        warning=file.base["warning"],
        error=file.base["error"],
        variables=variables(file),
    )
