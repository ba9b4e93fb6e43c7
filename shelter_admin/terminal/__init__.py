"""The same operations as commands of a terminal."""
