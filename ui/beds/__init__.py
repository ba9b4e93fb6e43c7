"""The house as a floor map: wisma, rooms, beds; giving and changing beds by mouse and keyboard."""
