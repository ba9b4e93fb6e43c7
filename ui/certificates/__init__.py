"""Certificates: who may get one, the register of those issued, and whether a paper is genuine."""
