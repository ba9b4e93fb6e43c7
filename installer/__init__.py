"""What prepares a machine for the program, and later what packs it."""
