"""The terminal app: the only code that knows Textual."""
