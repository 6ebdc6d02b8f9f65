"""Who may let out what: pages that weigh on a child need a safeguarding lead."""
