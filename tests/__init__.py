"""The tests, in the shape of the package; `builders` has the values they use."""
