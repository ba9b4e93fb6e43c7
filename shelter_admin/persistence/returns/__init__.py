"""The months sent to the province."""
