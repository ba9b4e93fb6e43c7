"""The page of the day, per role."""
