"""Leaving well: where to, with whom, with which papers, tools and money, and the first visit afterwards."""
