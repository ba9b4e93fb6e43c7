"""Shifts, what happened in them, visitors, meals and things kept."""
