"""Services given to each person, item by item of the SPM matrix."""
