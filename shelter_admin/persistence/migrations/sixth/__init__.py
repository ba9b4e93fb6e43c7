"""The parts of schema 6."""
