"""People and their stays: the person is one, a stay begins and ends and may come again."""
