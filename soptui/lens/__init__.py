"""The lenses: each reads a session and finds what a good coach would ask; they change nothing.

What they look for, and where the rule comes from, is told in `docs/practice.md`. The words
that they know are files in `data`, one folder a language; an agency's own stand over them.
"""
