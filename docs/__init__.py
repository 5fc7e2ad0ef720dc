"""What draws and measures what the documents show."""
