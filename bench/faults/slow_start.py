"""soptui on a slow disk: `python -m bench.faults.slow_start SECONDS ARGUMENTS`."""

import sys

from bench.faults.slow_disk import slow_down
from soptui.cli import main

if __name__ == "__main__":
    slow_down(sync=float(sys.argv.pop(1)))
    main()
