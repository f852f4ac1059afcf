"""Pay: the rate of a project, a person's statement, and what an organization owes."""
