"""Measure how long it takes from Enter to the browser: `python -m bench.web`.

A real soptui in a terminal, a real `soptui present --web`, and followers that read the stream
as a browser does; the time ends when the last byte of the event that holds the note is read.
Then the same to the page of a real browser, if Chromium is installed. Linux only.
"""

import argparse
import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.measures import letters, percentile
from bench.terminal import MS, Terminal, environment
from tests.web.browser import CHROMIUM, Browser

_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)(/enter\?key=[\w-]+)")
_FIRST = "Ana called Rosa"
_READY = "Type what the room says"


class Follower(threading.Thread):
    """Reads what is sent to a browser, and notes when each text first came."""

    def __init__(self, port: int, cookie: str) -> None:
        super().__init__(daemon=True)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)
        self._connection.request("GET", "/events", headers={"Cookie": cookie})
        self._stream = self._connection.getresponse()
        self._came = threading.Condition()
        self._text = self._latest = ""
        self._stamp = 0
        self.start()

    def run(self) -> None:
        while line := self._stream.readline():
            stamp = time.monotonic_ns()
            if line.startswith(b"data: {"):
                with self._came:
                    self._latest, self._stamp = line.decode(), stamp
                    self._came.notify_all()

    def expect(self, text: str) -> None:
        """Look for a text from now on."""
        self._text = text

    def when(self) -> int:
        """Return when it came.

        Raises:
            TimeoutError: it did not.
        """
        with self._came:
            if not self._came.wait_for(lambda: self._text in self._latest, 10):
                raise TimeoutError(f"{self._text!r} never came")
            return self._stamp


class Watcher:
    """A page in a real browser, and when a text stood on it, painted."""

    def __init__(self, port: int, link: str, folder: Path) -> None:
        self.browser = Browser(folder)
        self.browser.open(f"http://127.0.0.1:{port}{link}")
        self._stamp = 0

    def expect(self, text: str) -> None:
        """Look for a text from now on."""
        script = f"""new Promise((done) => {{
            const look = () => {{
                if (!document.body.textContent.includes({json.dumps(text)})) return;
                watch.disconnect();
                requestAnimationFrame(() => requestAnimationFrame(done));
            }};
            const watch = new MutationObserver(look);
            watch.observe(document.body, {{childList: true, subtree: true, characterData: true}});
            look();
        }})"""

        def wait() -> None:
            self.browser.run(script)
            self._stamp = time.monotonic_ns()

        self._waiting = threading.Thread(target=wait, daemon=True)
        self._waiting.start()

    def when(self) -> int:
        """Return when it stood there."""
        self._waiting.join()
        return self._stamp


@contextmanager
def served(home: Path) -> Iterator[tuple[int, str]]:
    """Run `soptui present last --web`; return its port, and the link that opens once."""
    command = [sys.executable, "-m", "soptui", "--home", str(home), "present", "last", "--web"]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    ) as process:
        try:
            assert process.stdout is not None
            found = _LINK.match(process.stdout.readline())
            assert found is not None
            yield int(found[1]), found[2]
        finally:
            process.kill()


def come_in(port: int, link: str) -> str:
    """Open the link, and return the cookie that came back."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", link)
    cookie = connection.getresponse().headers["set-cookie"].partition(";")[0]
    connection.close()
    return cookie


def measure(count: int, followers: int, *, chromium: bool = False) -> tuple[list[float], float]:
    """Return the milliseconds from each Enter to the slowest follower, and those of processor
    time that soptui itself spent on a note."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as stack:
        home = Path(folder)
        command = [sys.executable, "-m", "soptui", "--home", folder, "new", "K.'s family"]
        terminal = stack.enter_context(Terminal(command, environment()))
        terminal.wait_for(_READY)
        terminal.press(f"{_FIRST}\r")
        terminal.wait_for("✓ saved")
        all_of_them: list[Follower | Watcher] = []
        if chromium:
            page = Watcher(*stack.enter_context(served(home)), home / "browser")
            stack.enter_context(page.browser)
            page.browser.wait(f"document.body.textContent.includes({_FIRST!r})")
            all_of_them.append(page)
        elif followers:
            port, link = stack.enter_context(served(home))
            cookie = come_in(port, link)
            all_of_them += [Follower(port, cookie) for _ in range(followers)]
        times = []
        chance = random.Random(followers)
        before = terminal.processor_seconds()
        for _ in range(count):
            text = letters(12, chance)
            for follower in all_of_them:
                follower.expect(text)
            terminal.press(text)
            terminal.listen(0.3)
            entered = terminal.press("\r")
            terminal.listen(0.4)
            if all_of_them:
                seen = max(follower.when() for follower in all_of_them)
                times.append((seen - entered) / MS)
        return times, 1000 * (terminal.processor_seconds() - before) / count


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure with no, one and ten followers, and print what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--count", type=int, default=60, help="notes a run")
    count = parser.parse_args(arguments).count
    for followers in (0, 1, 10):
        _tell(f"{followers} followers", *measure(count, followers))
    if CHROMIUM is not None:
        _tell("Chromium, painted", *measure(count, 1, chromium=True))


def _tell(what: str, times: list[float], spent: float) -> None:
    told = ""
    if times:
        ordered = sorted(times)
        middle, late = statistics.median(ordered), percentile(ordered, 95)
        told = f"p50 {middle:.0f} ms, p95 {late:.0f} ms; "
    print(f"{what:>18}: {told}soptui {spent:.1f} ms of processor time a note")


if __name__ == "__main__":
    main()
