"""How it is stored: the only ring that knows SQL."""
