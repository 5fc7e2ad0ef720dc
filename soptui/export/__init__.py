"""A session as a document that leaves the program: who may see what, and in what form."""
