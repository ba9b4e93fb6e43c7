"""Certificates: their numbers, what they state, who may get one, and what checking one can find."""
