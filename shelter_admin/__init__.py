"""The program without its screens."""
