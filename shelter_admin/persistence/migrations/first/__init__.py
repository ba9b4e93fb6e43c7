"""The tables and guards of schema 1, as they were."""
