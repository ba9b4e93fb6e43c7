"""The month as it goes to the province: looked at, sent, printed; and the records behind it."""
