"""Presence: the gate, and the roll-call of the night."""
