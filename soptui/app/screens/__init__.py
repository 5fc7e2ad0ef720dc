"""The screens: each is given what it needs and holds one truth."""
