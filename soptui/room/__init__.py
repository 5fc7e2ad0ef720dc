"""What the room sees of a session: nothing private, and where everybody is looking."""
