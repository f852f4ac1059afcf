"""What a refit learns from a project's answers: how to weigh people, the report, and every skill with its evidence."""
