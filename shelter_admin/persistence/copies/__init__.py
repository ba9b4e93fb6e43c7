"""Copies: made and read back, thinned out, opened as a scratch store, put in a store's place and taken back."""
