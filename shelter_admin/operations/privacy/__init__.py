"""What staff do for data protection: consent, requests, freezing, incidents, destruction."""
