"""soptui line by line: for screen readers, braille displays, and terminals that cannot draw."""
