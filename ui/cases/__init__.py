"""Pages of case work: assessments, plans, notes, conferences."""
