"""Beginning something new at the capture line, from whatever shows the session another way."""

from soptui.app.screens.parts import ScreenPart
from soptui.app.widgets.capture_line import CaptureLine
from soptui.model.alphabet import Column, Kind


class Beginning(ScreenPart):
    """A screen with a capture line, at which something new can be begun from elsewhere."""

    _capture: CaptureLine

    def type(self, column: Column | None = None) -> None:
        """Go to the capture line, and aim at a column if one is named."""
        raise NotImplementedError

    def begin(self, kind: Kind, column: Column | None = None) -> None:
        """Go to the capture line and begin a new entry; what is half typed is put aside."""
        self.type()
        self._capture.begin(kind, column)
