"""A real browser without a window: it is told what to do through two pipes, and nothing else.

No port is opened for it, and everything that it keeps goes with a folder of its own.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

_OPTIONS = (
    *("--headless=new", "--remote-debugging-pipe", "--no-first-run", "--disable-gpu"),
    *("--disable-extensions", "--disable-background-networking", "--mute-audio"),
    *("--no-default-browser-check", "--disable-dev-shm-usage", "--hide-scrollbars"),
    "--disable-component-update",
)
_LIMIT = 30.0

# It reads from 3 and writes to 4.
_START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One run of Chromium with one page."""

    def __init__(self, folder: Path) -> None:
        assert CHROMIUM is not None
        down, self._down = _out_of_the_way(os.pipe())
        self._up, up = _out_of_the_way(os.pipe())
        # It has a sandbox of its own, which cannot be had as root or within another.
        self._run = subprocess.Popen(
            [
                *(sys.executable, "-SEc", _START, str(down), str(up), CHROMIUM),
                *_OPTIONS,
                "--no-sandbox",
                f"--user-data-dir={folder}",
                "about:blank",
            ],
            pass_fds=(down, up),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
        )
        os.close(down)
        os.close(up)
        self._waiting = b""
        self._count = 0
        self._session = ""
        self.asked: list[str] = []
        self.said: list[str] = []
        target = self._tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._tell("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._tell(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run.kill()
        self._run.wait()
        os.close(self._down)
        os.close(self._up)

    def open(self, url: str) -> None:
        """Go to a page."""
        self._tell("Page.navigate", url=url)

    def size(self, width: int, height: int) -> None:
        """Give the page a size."""
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def prefer(self, **features: str) -> None:
        """Let the system prefer something: prefers_color_scheme="dark"."""
        told = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self._tell("Emulation.setEmulatedMedia", features=told)

    def press(self, key: str) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self._tell("Input.dispatchKeyEvent", type=kind, key=key)

    def run(self, script: str) -> Any:
        """Return what a script comes to; it may wait."""
        done = self._tell(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def text(self) -> str:
        """Return everything that stands in the page, seen or not."""
        found: str = self.run("document.documentElement.textContent + document.title")
        return found

    def wait(self, script: str, limit: float = _LIMIT) -> None:
        """Wait until a script comes to something that is true; the page may not be there yet."""
        until = time.monotonic() + limit
        asked = f"(() => {{ try {{ return Boolean({script}) }} catch {{ return false }} }})()"
        while not self.run(asked):
            assert time.monotonic() < until, f"it never was: {script}\n{self.text()[:2000]}"
            time.sleep(0.02)

    def picture(self, path: Path) -> Path:
        """Take a picture of the page."""
        taken = self._tell("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(taken["data"]))
        return path

    def paper(self, path: Path) -> Path:
        """Print the page into a file."""
        printed = self._tell("Page.printToPDF", printBackground=False, preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(printed["data"]))
        return path

    def tree(self) -> list[tuple[str, str]]:
        """Return what a screen reader reads: roles and names."""
        nodes = self._tell("Accessibility.getFullAXTree")["nodes"]
        return [
            (node["role"]["value"], node.get("name", {}).get("value", ""))
            for node in nodes
            if not node["ignored"]
        ]

    def _tell(self, method: str, **params: object) -> dict[str, Any]:
        self._count += 1
        number = self._count
        message: dict[str, object] = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._down, json.dumps(message).encode() + b"\0")
        return self._hear(lambda told: told.get("id") == number)

    def _hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            told = json.loads(self._next())
            match told.get("method"):
                case "Network.requestWillBeSent":
                    self.asked.append(told["params"]["request"]["url"])
                case "Log.entryAdded":
                    self.said.append(told["params"]["entry"]["text"])
                case "Runtime.exceptionThrown":
                    self.said.append(json.dumps(told["params"]["exceptionDetails"]))
            if wanted(told):
                assert "error" not in told, told["error"]
                result: dict[str, Any] = told["result"]
                return result

    def _next(self) -> bytes:
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._up], [], [], _LIMIT)
            assert ready, "Chromium says nothing"
            piece = os.read(self._up, 1 << 20)
            assert piece, "Chromium has ended"
            self._waiting += piece
        message, _, self._waiting = self._waiting.partition(b"\0")
        return message


def _out_of_the_way(pipe: tuple[int, int]) -> tuple[int, int]:
    """Return both ends of a pipe as numbers that no start of a program uses."""
    read, write = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in pipe)
    for end in pipe:
        os.close(end)
    return read, write
