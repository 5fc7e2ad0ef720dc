"""A file that comes in: our JSON, our Markdown, or notes that were taken elsewhere."""
