"""Appeals, in the database."""
