"""The steps from one schema to the next. What a step holds is frozen: it never follows later changes of the tables."""
