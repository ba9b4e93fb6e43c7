"""Case work in the store."""
