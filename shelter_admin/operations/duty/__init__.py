"""Shifts handed over, what happened in them, visitors, meals, things kept and medicines at their hours."""
