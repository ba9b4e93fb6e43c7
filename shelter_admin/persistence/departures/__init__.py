"""Leaving in the store: what is arranged, handed over, saved, and visited afterwards."""
