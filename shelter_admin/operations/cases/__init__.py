"""Case work: assessments, plans, notes, stages, case conferences."""
