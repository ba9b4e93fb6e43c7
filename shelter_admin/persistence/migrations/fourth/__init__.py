"""The parts of schema 4."""
