"""How the tests are run."""

import os


def pytest_xdist_auto_num_workers() -> int:
    """Run one more at once than there are processors: many only wait for a terminal."""
    return (os.cpu_count() or 1) + 1
