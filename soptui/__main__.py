"""`python -m soptui` is the same as `soptui`."""

from soptui.cli import main

if __name__ == "__main__":
    main()
