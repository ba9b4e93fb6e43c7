"""Moving in: the office's own spreadsheets, looked at, rehearsed, taken."""
