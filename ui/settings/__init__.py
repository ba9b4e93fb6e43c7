"""Settings: the house, its rules, who works here, copies, the log; each person sees their own sections."""
