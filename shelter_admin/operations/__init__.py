"""What staff do: one command, one transaction, one audit entry."""
