"""Before a Desk exists: signing in, the lock screen, the way back with the recovery code."""
