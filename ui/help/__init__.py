"""The built-in guide beside the page it explains."""
