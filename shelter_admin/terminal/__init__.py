"""The same operations as commands of a terminal: one module per group of commands."""
