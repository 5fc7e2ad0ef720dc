"""Fields to type in: what they hold at every moment, and what a key does to a letter."""

import pytest
from rich.cells import cell_len
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Key
from textual.widgets import Input, TextArea

from soptui.app.widgets.area import Area
from soptui.app.widgets.entry import Entry
from soptui.app.widgets.whole_letters import MOST_PASTED, letter_at_cell
from soptui.model.text import MAX_CHARACTERS, clean, cleaned
from tests.app.conftest import Enter, Room
from tests.app.strikes import strike
from tests.corpus import TEXTS

FIELDS = {
    "capture": ([], "#capture"),
    "find": (["a note\n", "escape", "slash"], "#find"),
    "details": (["f2"], "#field-setting"),
    "area": (["f2"], "#field-purpose"),
    "path": (["ctrl+e"], "#place"),
    "palette": (["ctrl+p"], "PaletteEntry"),
}
field = pytest.mark.parametrize("field", FIELDS)
LETTERS = [
    *("👩\u200d👩\u200d👧", "🇲🇽", "👍🏽", "x\u0302", "é", "한", "क्ष", "कि", "❤️\u200d🔥", "1️⃣"),
    *("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "日", "ی\u200c"),
]
HOSTILE = {name: text for name, text in TEXTS.items() if name != "a long word"}


async def go_to(room: Room, name: str) -> Input | TextArea:
    keys, selector = FIELDS[name]
    for key in keys:
        await (room.type(key) if "\n" in key else room.press(key))
    widget = room.app.screen.query_one(selector)
    assert isinstance(widget, Input | TextArea)
    widget.focus()
    await room.pilot.pause()
    set_text(widget, "")
    return widget


async def hit(room: Room, *keys: str) -> None:
    """Strike keys that bring no letters, and wait until they are answered, not longer."""
    for key in keys:
        room.app.post_message(Key(key, None))
    await room.pilot.pause()


def told(room: Room) -> str:
    """What was said at the edge of the screen."""
    return "".join(notification.message for notification in room.app._notifications)


def text_of(widget: Input | TextArea) -> str:
    return widget.value if isinstance(widget, Input) else widget.text


def set_text(widget: Input | TextArea, text: str) -> None:
    if isinstance(widget, Entry):
        widget.start(text)
    elif isinstance(widget, Input):
        widget.value = text
        widget.cursor_position = len(text)
    else:
        widget.text = text
        widget.move_cursor(widget.document.end)


def cursor_of(widget: Input | TextArea) -> int:
    return widget.cursor_position if isinstance(widget, Input) else widget.cursor_location[1]


def letters_of(text: str) -> str:
    """The text without what are keys of their own."""
    return "".join(char for char in text if char >= " " and char != "\x7f")


def remember_all_that_it_holds(widget: Input | TextArea) -> list[str]:
    """Return a list that grows with every text that the field has for a moment."""
    held: list[str] = []
    if isinstance(widget, Input):

        def remember(value: str) -> None:
            held.append(value)

        widget.watch(widget, "value", remember, init=False)
    else:
        edit = widget.edit

        def edit_and_remember(change: Edit) -> EditResult:
            result = edit(change)
            held.append(widget.text)
            return result

        widget.edit = edit_and_remember  # type: ignore[method-assign, assignment]
    return held


@field
async def test_no_field_ever_holds_what_the_gate_stops(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        held = remember_all_that_it_holds(widget)
        for text in HOSTILE.values():
            set_text(widget, "")
            await strike(room, letters_of(text))
        await room.paste("".join(HOSTILE.values()))
    assert len(held) > 100
    assert [text for text in held if clean(text.rstrip("\u200c\u200d")).dropped] == []


@pytest.mark.parametrize("field", ["find", "details", "area", "path", "palette"])
async def test_what_is_typed_key_by_key_ends_as_what_is_pasted(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        for text in map(letters_of, HOSTILE.values()):
            set_text(widget, "")
            await strike(room, text)
            typed = text_of(widget)
            set_text(widget, "")
            await room.paste(text)
            pasted = text_of(widget)
            assert cleaned(typed).split() == pasted.split() == cleaned(text).split()


@pytest.mark.parametrize(
    ("field", "line"),
    [("capture", "quiet-line"), ("find", "quiet-line"), ("path", "export-told")],
)
async def test_what_a_key_brings_and_is_left_out_is_told(
    enter: Enter, field: str, line: str
) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        await strike(room, "a", "\x9b")
        assert room.line(line) == "1 hidden character left out"
        await room.paste("b\u202ec\u200b")

        assert room.line(line) == "2 hidden characters left out"
        assert text_of(widget) == "abc"


@pytest.mark.parametrize("field", ["details", "area", "palette"])
async def test_where_there_is_no_line_for_it_it_is_told_at_the_edge(
    enter: Enter, field: str
) -> None:
    async with enter() as room:
        await go_to(room, field)
        await room.paste("b\u202ec\u200b")

        assert told(room) == "2 hidden characters left out"


@field
async def test_a_line_that_is_full_says_so(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        set_text(widget, "x" * MAX_CHARACTERS)
        await strike(room, "y")

        assert text_of(widget) == "x" * MAX_CHARACTERS
        assert "The last 1 characters did not fit" in told(room) + room.screen


async def test_a_paste_beyond_all_measure_says_how_much_of_it_was_left_out(enter: Enter) -> None:
    lines = ("x" * 999 + "\n") * (MOST_PASTED // 1000)
    async with enter() as room:
        area = await go_to(room, "area")
        await room.paste(lines + "and more")

        assert text_of(area) == lines.strip()
        assert "The last 8 characters did not fit" in told(room)


async def test_lines_pasted_into_a_full_area_are_cut_and_told(enter: Enter) -> None:
    async with enter() as room:
        area = await go_to(room, "area")
        set_text(area, "x" * (MAX_CHARACTERS - 1))
        await room.paste("yy\nzz")

        assert text_of(area) == "x" * (MAX_CHARACTERS - 1) + "y\nzz"
        assert "The last 1 characters did not fit" in told(room) + room.screen


@field
async def test_backspace_and_delete_take_a_whole_letter(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        for letter in LETTERS:
            set_text(widget, f"a{letter}b{letter}")
            await hit(room, "backspace")
            assert text_of(widget) == f"a{letter}b"
            await hit(room, "home", "right", "delete")
            assert text_of(widget) == "ab"


@field
async def test_the_cursor_goes_by_whole_letters(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        for letter in LETTERS:
            set_text(widget, f"a{letter}{letter}b")
            there, back = [cursor_of(widget)], [0]
            for _ in range(4):
                await hit(room, "left")
                there.append(cursor_of(widget))
            for _ in range(4):
                await hit(room, "right")
                back.append(cursor_of(widget))

            size = len(letter)
            assert there == [2 + 2 * size, 1 + 2 * size, 1 + size, 1, 0]
            assert back == there[::-1]


@field
async def test_what_is_selected_is_whole_letters(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        for letter in LETTERS:
            set_text(widget, f"a{letter}b")
            await hit(room, "home", "right", "shift+right")
            assert widget.selected_text == letter
            await hit(room, "end", "left", "shift+left")
            assert widget.selected_text == letter
            await strike(room, "x")
            assert text_of(widget) == "axb"


@field
async def test_a_click_never_lands_inside_a_letter(enter: Enter, field: str) -> None:
    async with enter() as room:
        widget = await go_to(room, field)
        x, y, _, _ = widget.content_region
        for letter in LETTERS[::3]:  # a click takes its time
            set_text(widget, f"{letter}{letter}b")
            await room.pilot.pause()
            seen = []
            for cell in range(6):
                await room.pilot.click(offset=(x + cell, y))
                seen.append(cursor_of(widget))
            size, width = len(letter), cell_len(letter)
            wanted = [0] * width + [size] * width + [2 * size] + [2 * size + 1] * 6
            assert seen == wanted[:6]


@field
async def test_words_are_jumped_over_to_the_end_of_the_line(enter: Enter, field: str) -> None:
    text = "क्षकि x\u0302y 👩\u200d👧 می\u200cخواهم 🇲🇽🇺🇸"
    async with enter() as room:
        widget = await go_to(room, field)
        set_text(widget, text)
        await room.press("home", *["ctrl+right"] * 16)
        assert cursor_of(widget) == len(text)
        await room.press(*["ctrl+left"] * 16)
        assert cursor_of(widget) == 0
        await room.press("end", *["ctrl+w"] * 16)
        assert text_of(widget) == ""


async def test_up_and_down_never_land_inside_a_letter(enter: Enter) -> None:
    family = "👩\u200d👩\u200d👧"
    async with enter() as room:
        area = await go_to(room, "area")
        assert isinstance(area, Area)
        set_text(area, f"{family * 4}\nabcdefgh\n{'🇲🇽' * 4}")
        await room.press("up", "up", "home", "down", *["right"] * 3)
        await room.press("up")
        assert area.cursor_location == (0, len(family))
        await room.press("down", "down")
        assert area.cursor_location == (2, 2)


async def test_a_long_line_of_wide_letters_is_walked_through_wrapped(enter: Enter) -> None:
    family = "👩\u200d👩\u200d👧"
    async with enter() as room:
        area = await go_to(room, "area")
        assert isinstance(area, Area)
        set_text(area, " ".join([family * 5] * 20))
        await room.press(*["up"] * 12)
        assert area.cursor_location == (0, 0)
        for _ in range(12):
            await room.press("down", "right")
            assert area.cursor_location[1] % (len(family) * 5 + 1) % len(family) == 0


async def test_undo_takes_back_an_accent_with_the_word_it_was_typed_in(enter: Enter) -> None:
    async with enter() as room:
        widget = await go_to(room, "capture")
        await strike(room, "caf", "e", "\u0301")
        assert text_of(widget) == "café"
        await room.press("ctrl+z")

        assert text_of(widget) == ""


async def test_the_cursor_covers_a_whole_letter(enter: Enter) -> None:
    family = "👩\u200d👩\u200d👧"
    async with enter() as room:
        for name in ("capture", "area"):
            widget = await go_to(room, name)
            set_text(widget, f"a{family}b")
            await room.press("home", "right")
            await room.pilot.pause()
            drawn = [s.text for s in widget.render_line(0)]
            assert family in drawn


def test_a_cell_of_the_screen_belongs_to_one_letter() -> None:
    line = "a👩\u200d👩\u200d👧日b"

    assert [letter_at_cell(line, cell) for cell in range(8)] == [0, 1, 1, 6, 6, 7, 8, 8]


async def test_what_was_copied_in_soptui_passes_the_gate_again(enter: Enter) -> None:
    async with enter() as room:
        for name in ("capture", "area", "palette"):
            widget = await go_to(room, name)
            room.app._clipboard = "a\x1b[31mb"
            await room.press("ctrl+v")
            assert text_of(widget) == "a[31mb"
            if name != "capture":
                await room.press("escape")


async def test_a_letter_cut_by_the_left_end_leaves_no_marks_there(enter: Enter) -> None:
    async with enter() as room:
        widget = await go_to(room, "find")
        assert isinstance(widget, Input)
        for letter in LETTERS:
            shown = set()
            for more in range(widget.size.width - 8, widget.size.width + 8):
                set_text(widget, letter * 3 + "o" * more)
                await room.pilot.pause()
                shown.add(widget.render_line(0).text.rstrip())

            starts = {line.replace("o", "").strip() for line in shown}
            assert len(starts) > 1, "it never scrolled"
            assert starts <= {letter * count for count in range(4)}
