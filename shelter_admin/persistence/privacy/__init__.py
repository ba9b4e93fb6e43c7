"""Data protection in the store: consent, requests, incidents, destruction."""
