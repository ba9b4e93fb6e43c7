"""The parts of schema 5."""
