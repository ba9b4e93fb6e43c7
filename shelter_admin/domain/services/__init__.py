"""Services given to each person in a fiscal year, item by item of the SPM matrix."""
