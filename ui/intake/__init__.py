"""The waiting list on screen."""
