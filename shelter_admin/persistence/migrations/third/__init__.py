"""The parts of the third step."""
