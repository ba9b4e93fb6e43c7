"""Reading what offices already have: sheets in, draft records out."""
