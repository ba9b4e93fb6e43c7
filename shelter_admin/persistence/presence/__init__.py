"""Who is out, and the roll-calls."""
