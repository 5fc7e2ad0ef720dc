"""The curtain: at one key, or after idle minutes, nobody's words are on the screen.

It is no screen in front of the others but a gate at the two ends of the app. While it is
drawn nothing is sent to the terminal but the curtain itself, whatever is drawn behind it,
opens, or falls due; and nothing that is struck gets in. What was struck before it is done
where it was meant, because the screens behind it stand as they stood.

The way out is closed first, by the thread that reads the key: what is being drawn can keep
all others waiting for half a second. The way in is closed when the key's turn has come.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from threading import RLock
from time import monotonic, time
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable
from uuid import uuid4

from textual.app import SystemCommand
from textual.events import Event, InputEvent, Key, Paste
from textual.message import Message
from textual.notifications import Notification, Notify
from textual.screen import Screen
from textual.widget import Widget

from soptui.app.key_names import key_name
from soptui.app.messages import Chosen
from soptui.wording import Wording

if TYPE_CHECKING:
    from rich.console import RenderableType

    from soptui.app.calm_app import CalmApp as _Base
else:
    _Base = object  # as for CalmApp

LOOK = 5.0
"""Seconds between one look at how long nobody has done anything and the next."""

HELD = 0.7
"""Seconds in which the key that drew the curtain is taken as still held down."""

MINUTES = (5, 15, 30, 0)
"""What is offered in the palette; 0: never."""

_CHUNK = 8192  # as Textual: Windows takes no more at once


@runtime_checkable
class Followed(Protocol):
    """A screen that second screens follow."""

    def curtained(self, is_drawn: bool) -> None:
        """Draw the curtain on them too, or lift it."""


@runtime_checkable
class HearsAtOnce(Protocol):
    """A driver that tells what was struck in the thread that reads it, before all others."""

    at_once: Callable[[Message], None]


class Curtained(_Base):
    """An app with a curtain; it goes before the others that the app is made of."""

    is_curtained = False
    """Whether the curtain is drawn."""

    curtain_after = 0
    """Minutes without a key, the mouse or a paste after which it is drawn by itself; 0: never."""

    _wording: Wording
    _is_dark = False
    _sending = RLock()
    _last_done = 0.0
    _last_struck = 0.0
    _asks_again = False
    _on_terminal = ""
    _actions: dict[str, str]
    _held_back: list[Notification]

    @property
    def is_failing(self) -> bool:
        """Whether something cannot be saved."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave, or ask first."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin to look how long nobody has done anything."""
        self._last_done = time()
        self.set_interval(LOOK, self._look)
        driver: object = self._driver
        if isinstance(driver, HearsAtOnce):  # on Windows the key waits its turn
            driver.at_once = self.hear_at_once

    def hear_at_once(self, event: Message) -> None:
        """Go dark as soon as the key is read; for the thread that reads."""
        if isinstance(event, Key) and self._draws(event):
            self._go_dark()

    def action_curtain(self) -> None:
        """Draw the curtain."""
        self._last_struck = monotonic()
        self.draw_curtain()

    def draw_curtain(self) -> None:
        """Take every word off the screen at once, and off the screens that follow."""
        if self.is_curtained:
            return
        self.is_curtained = True
        self._asks_again = False
        self._go_dark()
        bindings = self._bindings.copy()
        bindings.apply_keymap(self._keymap)
        self._actions = {key: each[0].action for key, each in bindings.key_to_bindings.items()}
        self.capture_mouse(None)  # whoever was dragging would miss that the button is let go
        told = list(self._notifications)
        self.clear_notifications()
        self._held_back = told
        self._tell_followed()

    def lift_curtain(self) -> None:
        """Show what is behind it, and what was to be said meanwhile."""
        self.is_curtained = False
        with self._sending:
            self._is_dark = False
            self._on_terminal = ""
        self._last_done = time()
        self.screen.refresh(layout=True)
        self._tell_followed()
        for told in self._held_back:
            # As a new one: Textual takes what it has shown once as shown for good.
            again = replace(told, raised_at=time(), identity=str(uuid4()))
            self.post_message(Notify(again))

    async def on_event(self, event: Event) -> None:
        """Let nothing that is struck pass the curtain."""
        if isinstance(event, (InputEvent, Paste)) and not event.is_forwarded:
            self._last_done = time()  # not monotonic: that stands still while a laptop sleeps
            # What a widget sends on was struck before the curtain was drawn.
            if self.is_curtained and not isinstance(event._sender, Widget):
                if isinstance(event, Key):
                    self._answer(event.key)
                return
            if self._is_dark and isinstance(event, Key) and self._draws(event):
                self.action_curtain()
                return
        await super().on_event(event)

    def _answer(self, key: str) -> None:
        """Answer a key that was struck at the curtain."""
        action = self._actions.get(key)
        if key == "escape":
            self.lift_curtain()
        elif action == "curtain":
            before, self._last_struck = self._last_struck, monotonic()
            if self._last_struck - before > HELD:
                self.lift_curtain()
        elif action == "leave":
            self.action_leave()
            self._asks_again = not self._exit
            self._put_up()

    def on_notify(self, message: Notify) -> None:
        """Keep what is to be said until the curtain is lifted."""
        if self.is_curtained:
            message.prevent_default()
            self._held_back.append(message.notification)

    def clear_notifications(self) -> None:
        """Say no more of what was to be said."""
        self._held_back = []
        super().clear_notifications()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text: it goes through the terminal, except while the curtain is drawn."""
        if self._is_dark:
            self._clipboard = text
        else:
            super().copy_to_clipboard(text)

    def on_session_screen_save_changed(self) -> None:
        """Say it if something cannot be saved."""
        if self._is_dark:
            self._put_up()

    def on_driver_signal_resume(self) -> None:
        """Draw the curtain again: the terminal was somebody else's meanwhile."""
        self._on_terminal = ""
        if self._is_dark:
            self._put_up()

    def curtain_commands(self) -> Iterator[SystemCommand]:
        """Return what the palette offers: after how long it is drawn by itself."""
        say = self._wording.say
        for minutes in MINUTES:
            if minutes != self.curtain_after:
                name = say("curtain.after", minutes=minutes) if minutes else say("curtain.never")
                yield SystemCommand(name, say("curtain.help"), partial(self._draw_after, minutes))

    def _draw_after(self, minutes: int) -> None:
        self.curtain_after = minutes
        self.post_message(Chosen("curtain", minutes))

    def _look(self) -> None:
        idle = time() - self._last_done
        self.while_nobody_types(idle)
        if self.curtain_after and idle >= 60 * self.curtain_after:
            self.draw_curtain()

    def _tell_followed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Followed):
                screen.curtained(self.is_curtained)

    def _display(self, screen: Screen[Any], renderable: "RenderableType | None") -> None:
        # The one way by which anything drawn gets to the terminal.
        with self._sending:
            if not self._is_dark:
                super()._display(screen, renderable)
                return
        self._put_up()

    def _go_dark(self) -> None:
        with self._sending:
            self._is_dark = True
        self._put_up()

    def _draws(self, event: Key) -> bool:
        return event.key in self._keys("app.curtain", "f9,ctrl+l") and not event.is_printable

    def _put_up(self) -> None:
        """Send the curtain to the terminal, unless it is there as it should be."""
        if self._driver is None or self._closed or self._exit:
            return
        from soptui.app.curtain_frame import frame  # noqa: PLC0415 - loaded after the start

        with self._sending:
            drawn = frame(self, self._said, self._warned)
            if drawn == self._on_terminal:
                return
            self._on_terminal = drawn
            self._begin_update()
            for at in range(0, len(drawn), _CHUNK):
                self._driver.write(drawn[at : at + _CHUNK])
            self._end_update()
            self._driver.flush()

    @property
    def _said(self) -> tuple[str, ...]:
        say = self._wording.say
        return (
            say("curtain.drawn"),
            "",
            say("curtain.lifts", key=key_name(self._keys("app.curtain", "f9")[0])),
        )

    @property
    def _warned(self) -> str:
        say = self._wording.say
        if self._asks_again:
            return say("curtain.leaves", key=key_name(self._keys("app.leave", "ctrl+q")[0]))
        return say("curtain.not_saved") if self.is_failing else ""

    def _keys(self, name: str, keys: str) -> list[str]:
        return self._keymap.get(name, keys).split(",")
