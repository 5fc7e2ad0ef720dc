"""Sessions on disk: the only code that knows TinyDB.

`store` says what a store is and how it fails; the rest is the embedded default, one file
a session. A file is either whole or refused by name, and a save is either on disk or said
to have failed. What the words mean:

- session file: where a session stands, sessions/ID.json, and nowhere else if all is well
- revision: one state of a session file, known by its content and not by its time
- previous: the state before the last save, ID.json.bak beside the session file
- snapshot: a copy of a session file as it was, every ten minutes of change, for seven days
- aside: where a session waits in a folder of its own while its file does not take it
- kept beside: saved as a session of its own, ID-2, as somebody else changed the file
- evidence: what cannot be read, or was not taken back; renamed, and left to a person
- draft journal: what is typed and on no map yet, letter by letter
- lock: the right to write one session; it ends with the process that has it
"""
