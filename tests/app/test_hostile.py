"""Text and windows that mean harm, or only bad luck: kept or cleaned, never a crash."""

import pytest

from soptui.model.text import cleaned
from tests.app.conftest import Enter

CORPUS = [
    "Mum [name withheld] said",
    "[/] [/inaudible] a [/ b aa[/]bb",
    "[@click=app.quit]k[/] [link='https://evil.example']x[/link]",
    "<script>alert(1)</script> <b>bold</b> &amp; &#60;",
    "\x1b]0;title\x07\x1b[2J\x1b[31mred\x9b31m",
    "a\u202eb\u2066c\u200bd\ufeffe\U000e0041f",
    "سلام می\u200cخواهم שלום",
    "👩\u200d👩\u200d👧 🇬🇧 👍🏽 日本語日本語日本語日本語日本語",
    "a" + "\u0301" * 300,
    "x" * 10_000,
    "| a | b | # h --- === ``` ~~~ 1. - + > $x$ :smile:",
    "=1+1 @SUM(A1) ../../etc/passwd C:\\nul",
    "e\u0301 caf\u00e9 \u00bfqu\u00e9? \u00ab s\u00ed \u00bb",
    "\ud83d half a pair",
]


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
async def test_pasted_text_is_kept_as_people_meant_it(enter: Enter, text: str) -> None:
    async with enter() as room:
        await room.paste(text)
        await room.press("enter")
        await room.press("escape", "s", "enter")
        await room.press("enter", "ctrl+e")
        await room.press("escape", "f2", "escape")

        [note] = room.saved.notes
    assert note.text == cleaned(text)


async def test_what_was_left_out_is_told(enter: Enter) -> None:
    async with enter() as room:
        await room.paste("a\u202eb\x1b[2J")
        assert room.line("quiet-line") == "2 hidden characters left out"


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (1, 1), (300, 100), (59, 15), (61, 17)])
async def test_any_size_of_window_takes_what_is_typed(enter: Enter, size: tuple[int, int]) -> None:
    async with enter(size=size) as room:
        await room.type("! Rosa / Dan drives / on Fridays / Mateo is hurt\n+ she sings\n")
        await room.press("tab", "escape", "up", "m", "right", "enter", "escape")
        await room.type("# Rosa / 4 / why / how\n@ Leo / uncle / inner / calls\n")

        saved = room.saved
    assert (len(saved.notes), len(saved.members), len(saved.marks)) == (2, 1, 1)


async def test_a_window_that_changes_its_size_keeps_all(enter: Enter) -> None:
    async with enter(size=(160, 48)) as room:
        await room.type("".join(f"a note of some length number {n}\n" for n in range(80)))
        for size in ((80, 24), (40, 10), (300, 100), (80, 24)):
            await room.pilot.resize_terminal(*size)
            await room.pilot.pause()
        assert "number 79" in room.screen.replace("\n", " ")

        assert len(room.saved.notes) == 80


@pytest.mark.parametrize(
    "keys", [["f1", "f2", "f1"], ["ctrl+p", "escape"], ["ctrl+e", "f1", "escape", "escape"]]
)
async def test_screens_over_screens_come_back_to_the_line(enter: Enter, keys: list[str]) -> None:
    async with enter() as room:
        await room.press(*keys)
        while len(room.app.screen_stack) > 1:
            await room.press("escape")
        await room.type("still here\n")

        assert [note.text for note in room.saved.notes] == ["still here"]
