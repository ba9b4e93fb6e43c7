"""Issued certificates, their papers and the key they are signed with."""
