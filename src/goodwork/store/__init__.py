"""PostgreSQL: tables, migrations, queries, the embedded server. All SQL is here."""
