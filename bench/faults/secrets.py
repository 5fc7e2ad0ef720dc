"""Made-up words that must never be printed by a program that breaks."""

PHONE = "555-0134"
SAID = "Zora hid upstairs"
