"""The yardstick: one stock Input and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class BareInput(App[None]):
    def compose(self) -> ComposeResult:
        yield Input(placeholder="READY")


BareInput().run()
