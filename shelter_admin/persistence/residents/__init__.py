"""Residents as lists and files show them, and what acts write about them: people with their beds and outings."""
