"""The frame: sidebar, header, pages of each user, undo, status line. No rules."""
