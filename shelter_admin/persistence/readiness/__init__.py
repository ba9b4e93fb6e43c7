"""What is written down about readiness to leave, and the decisions of the head."""
