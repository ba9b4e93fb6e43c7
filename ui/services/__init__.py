"""Pages of services given."""
