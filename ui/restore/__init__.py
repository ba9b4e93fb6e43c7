"""Putting a copy back: which one, what will differ, and the one before kept aside."""
