"""Training: programmes and batches, who is enrolled, the class of a day, attendance, marks, holidays."""
