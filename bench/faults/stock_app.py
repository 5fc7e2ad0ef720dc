"""A stock Textual app: one Input, and the exit code that Textual gives it."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Input


class StockApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="READY")


app = StockApp()
app.run()
sys.exit(app.return_code or 0)
