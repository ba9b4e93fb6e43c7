"""Services given in the store (SPM)."""
