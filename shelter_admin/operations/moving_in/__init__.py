"""Moving an office's register and rooms in: look, rehearse, take all in one transaction, report every row."""
