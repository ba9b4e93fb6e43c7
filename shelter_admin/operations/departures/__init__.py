"""Leaving well: what is arranged, handed over and planned for afterwards."""
