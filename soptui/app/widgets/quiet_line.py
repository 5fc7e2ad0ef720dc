"""The quiet line above the typing: what just happened, or what is asked for."""

from textual.content import Content

from soptui.app.widgets.line import Line


class QuietLine(Line):
    """One thing at a time: what was just said, until something else is asked for."""

    def __init__(self, told: str) -> None:
        super().__init__("quiet-line")
        self._asking = ""
        self._suggested = ""
        self._told = told
        self._is_long = False
        self._is_silent = False

    def on_mount(self) -> None:
        """Say the first thing."""
        self._draw()

    def ask(self, text: str) -> None:
        """Ask for something; a new question takes the place of what was said."""
        if text != self._asking:
            self._asking = text
            self._told = "" if text else self._told
            self._draw()

    def tell(self, text: str) -> None:
        """Say that something happened; nothing brings the question back."""
        self._told = text
        self._draw()

    def suggest(self, text: str) -> None:
        """Show what the coach asks, in the place of what was said; or nothing any more."""
        self._suggested = text
        if text:
            self._told = ""
        self._draw()

    def keep_silent(self, silent: bool) -> None:
        """Be there only while there is something that must be read, or as ever."""
        self._is_silent = silent
        self._told = ""
        self.display = True
        self._draw()

    def _draw(self) -> None:
        asking = "" if self._is_silent else self._asking
        if self._is_silent:
            self.display = bool(self._told or self._suggested)
        if not self._told and asking:
            text = Content.assemble(" ", (asking, "bold $open"))
        elif not self._told and self._suggested:
            text = Content.assemble(" ", (self._suggested, "$open"))
        else:
            text = Content(f" {self._told}")
        # What does not fit takes rows from under the map for as long as it is said.
        is_long = 0 < self.size.width < text.cell_length
        self.say(text, layout=is_long or self._is_long)
        self._is_long = is_long
