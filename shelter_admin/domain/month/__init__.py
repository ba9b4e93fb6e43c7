"""The month as it goes to the province: its figures, and who is behind each of them."""
