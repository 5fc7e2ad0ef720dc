"""What faults do, side by side: `make faults`, or `python -m bench.faults.run`.

Every table strikes stock TinyDB, or a stock Textual app, and soptui in the same way and in
the same run, and prints Markdown. What was acknowledged is read again by the real reader and
compared text by text. It ends with what soptui did not come through whole, and with 1 if
there is anything. Linux only; it needs strace for two of the tables, and root for one row.
"""

import argparse
import os
import platform
import signal
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

from bench.faults.calls import calls_table
from bench.faults.deaths import process_table
from bench.faults.disk import disk_table
from bench.faults.kill import kill_table
from bench.faults.power import power_table
from bench.faults.tables import Table
from bench.faults.typing_kills import echo_table, typing_table
from bench.faults.values import values_table

TABLES: dict[str, tuple[Callable[..., Table], ...]] = {
    "kill": (kill_table,),
    "calls": (calls_table,),
    "power": (power_table,),
    "disk": (disk_table,),
    "values": (values_table,),
    "process": (process_table,),
    "typing": (typing_table, echo_table),
}


def main() -> None:
    """Make the tables that were asked for, and print them."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="a small one, in a few minutes")
    parser.add_argument(
        "--only",
        type=_names,
        default=tuple(TABLES),
        metavar="NAMES",
        help=f"some of the tables, with commas: {','.join(TABLES)}",
    )
    chosen = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("These faults can be made on Linux only.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that all is cleared away
    begun, findings = time.monotonic(), []
    for name in chosen.only:
        print(f"{name} ...", file=sys.stderr)
        for make in TABLES[name]:
            table = make(quick=chosen.quick)
            print(table, flush=True)
            findings += table.findings
    print(_about(chosen.quick, time.monotonic() - begun))
    if findings:
        print("\nsoptui did not come through whole:\n")
        sys.exit("\n".join(f"- {finding}" for finding in findings))
    print("\nsoptui came through all of it whole.")


def _names(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in TABLES]:
        raise argparse.ArgumentTypeError(f"there is no {unknown[0]!r}: {', '.join(TABLES)}")
    return names


def _about(quick: bool, seconds: float) -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in ("soptui", "TinyDB", "Textual"))
    return (
        f"{libraries}; Python {platform.python_version()}; {platform.system()} "
        f"{platform.release()}, {os.cpu_count()} cores; {seconds / 60:.0f} minutes"
        f"{', the small run' if quick else ''}."
    )


if __name__ == "__main__":
    main()
