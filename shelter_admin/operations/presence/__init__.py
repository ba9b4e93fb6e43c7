"""What staff do at the gate and at the roll-call."""
