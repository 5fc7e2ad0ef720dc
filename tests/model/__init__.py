"""Tests of what a session is and how it changes."""
