"""Sessions on disk: the only code that knows TinyDB.

`store` says what a store is and how it fails; the rest is the embedded default, one file
a session. A file is either whole or refused by name, and a save is either on disk or said
to have failed.
"""
