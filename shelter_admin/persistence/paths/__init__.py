"""What the page for the case conference gathers from the other areas about one person."""
