"""soptui: capture a Safety Organized Practice mapping session live, by keyboard."""

__version__ = "0.1.0"
