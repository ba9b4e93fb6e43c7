"""Starts the terminal: ``python -m shelter_admin``."""

from __future__ import annotations

import sys

from shelter_admin.terminal.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
