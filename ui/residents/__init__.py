"""Residents: find somebody, read their file, take somebody in, let somebody go."""
