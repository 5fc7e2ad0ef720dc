"""Everybody who follows is told the latest, and nobody waits for another."""

import pytest

from soptui.themes import ThemeFile, shipped_themes
from soptui.web.broadcast import MOST, Broadcast
from soptui.web.look import stylesheet


async def test_who_is_slow_is_told_the_latest_only() -> None:
    broadcast = Broadcast(b"hello")
    slow = broadcast.follow()

    assert await anext(slow) == b"hello"
    for number in range(1000):
        broadcast.put(b"%d" % number)
    assert await anext(slow) == b"999"
    broadcast.put(b"curtain")
    assert await anext(slow) == b"curtain"
    await slow.aclose()


async def test_a_browser_hears_from_us_when_there_is_nothing_new() -> None:
    broadcast = Broadcast(b"hello", beat=0.001)
    stream = broadcast.follow()
    heard = [await anext(stream) for _ in range(4)]

    assert heard[0] == b"hello"
    assert heard[1].startswith(b"event: over\n")
    assert heard[2] == heard[3] == b"event: beat\ndata: 0\n\n"
    await stream.aclose()


async def test_at_the_end_everybody_is_told_and_let_go() -> None:
    broadcast = Broadcast(b"hello")
    broadcast.put(b"a map")
    streams = [broadcast.follow() for _ in range(3)]
    for stream in streams:
        assert [await anext(stream), await anext(stream)] == [b"hello", b"a map"]
    assert broadcast.followers == 3

    broadcast.close()
    for stream in streams:
        assert [event async for event in stream] == [b"event: over\ndata: 0\n\n"]
    assert broadcast.followers == 0


async def test_only_so_many_can_follow() -> None:
    broadcast = Broadcast(b"hello")
    streams = [broadcast.follow() for _ in range(MOST)]
    for stream in streams:
        await anext(stream)
    full = broadcast.is_full
    await streams[0].aclose()

    assert (full, broadcast.is_full) == (True, False)
    for stream in streams:
        await stream.aclose()


@pytest.mark.parametrize("theme", shipped_themes().values(), ids=lambda theme: theme.name)
def test_a_theme_is_there_in_both_lights(theme: ThemeFile) -> None:
    css = stylesheet(theme)
    own = "dark" if theme.dark else "light"

    assert css.count("--worried: ") == 4
    assert css.startswith(":root { color-scheme: dark; --")
    assert f':root[data-look="{own}"] {{ color-scheme: {own};' in css
    assert css.count(f"--newest: {theme.variables['newest']};") >= 2
