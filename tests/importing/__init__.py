"""Tests of files that come in."""
