"""What staff do with beds: set up rooms, give, move and free beds, see the board."""
