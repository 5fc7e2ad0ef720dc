"""What the parts of a screen are made of that go before it in a class.

Only the types need to know that they are for a screen: a class of Textual's own takes
longer to make, and a screen's styles are those of its first base.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    ScreenPart = Screen[Any]
else:
    ScreenPart = object
