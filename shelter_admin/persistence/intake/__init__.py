"""The waiting list, admission and what the house owes to who comes."""
