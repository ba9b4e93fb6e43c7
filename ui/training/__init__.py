"""Training: today's class, the month's sheet, marks at the end, programmes and holidays."""
