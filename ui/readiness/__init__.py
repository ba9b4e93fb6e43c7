"""Readiness: who may leave, who is held up by what, and the decision of the head."""
