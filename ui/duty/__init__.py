"""The shift: its handover, what happened, the kitchen's count, the morning's list."""
