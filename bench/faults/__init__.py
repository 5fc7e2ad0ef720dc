"""What faults do to soptui, to stock TinyDB and to a stock Textual app, measured in one run."""
