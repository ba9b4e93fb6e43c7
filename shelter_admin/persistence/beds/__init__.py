"""Wisma, rooms, beds, dated capacity and placements."""
