"""The map as a web page for a browser on the projector: read-only, live, for this computer."""
