"""Keys in the order they were struck, however fast they come.

Textual runs a binding when its key has bubbled up to the app. Letters struck behind it
have reached the focused widget by then: of "abc", Backspace, "d" struck in one breath
"abc" would stay, and what is typed behind Tab or Escape would land where the focus was, be
it on a screen that is gone.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.events import Key

if TYPE_CHECKING:
    from textual.widget import Widget
else:
    Widget = object  # a widget's styles are those of its first base: this is none


class SwiftKeys(Widget):
    """Runs the bindings of its keys in the turn of the key itself."""

    OWN_KEYS: ClassVar[frozenset[str]] = frozenset()
    """Keys that the widget handles without a binding."""

    async def on_key(self, event: Key) -> None:
        """Send on what came for a widget that has the focus by now; else run the binding."""
        if self.screen.focused is not self or not self.screen.is_active:
            event.stop()
            event.prevent_default()
            self.app.post_message(Key(event.key, event.character))
            return
        if event.key in self.OWN_KEYS or self.check_consume_key(event.key, event.character):
            return
        active = self.screen.active_bindings.get(event.key)
        if active is not None and active.enabled:
            event.stop()
            event.prevent_default()
            await self.app.run_action(active.binding.action, active.node)
        else:
            self.mistaken(event)

    def mistaken(self, event: Key) -> None:
        """Answer a key that means nothing here."""
