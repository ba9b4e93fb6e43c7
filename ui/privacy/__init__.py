"""Data protection on screen: requests, notice and consent, incidents, destruction."""
