"""Programmes, classes, marks, grades and holidays."""
