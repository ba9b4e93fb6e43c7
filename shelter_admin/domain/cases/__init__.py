"""Case work: instruments of assessment, plans, notes, the stage of rehabilitation."""
