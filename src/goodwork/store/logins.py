"""The login that the application uses: it owns nothing and may do nothing but take on the two roles of the house.

The login that made the database stays its administrator: it migrates, backs up and restores. Web processes, workers
and commands are handed the other one, so that whoever gets hold of a connection of theirs can change no table, switch
off no row-level security, read no password and run no program.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

LOGIN = "goodwork_login"
"""The login of web processes, workers and commands."""

ROLES = ("goodwork_app", "goodwork_system")
"""What it may take on; see docs/decisions/0004-two-database-roles.md."""

ROLES_TO_MAKE = (
    "CREATE ROLE goodwork_app NOLOGIN; CREATE ROLE goodwork_system NOLOGIN; "
    "GRANT goodwork_app, goodwork_system TO {login};"
)
"""What an administrator of the server runs when the login that migrates may make no roles."""

_POWERLESS = sql.SQL("LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")


def ensure_login(connection: psycopg.Connection, password: str) -> None:
    """Make the application's login, or bring it back to what it should be; the connection is an administrator's.

    It does not inherit: before a transaction has taken on a role, it sees no row at all.
    """
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    for role in ROLES:
        if role not in known:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    # The server is given what it keeps, not the password: no statement of any log can show it.
    kept = connection.pgconn.encrypt_password(password.encode(), LOGIN.encode(), b"scram-sha-256").decode()
    connection.execute(
        sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
            sql.SQL("ALTER" if LOGIN in known else "CREATE"), sql.Identifier(LOGIN), _POWERLESS, sql.Literal(kept)
        )
    )
    connection.execute(
        sql.SQL("GRANT {} TO {}").format(sql.SQL(", ").join(map(sql.Identifier, ROLES)), sql.Identifier(LOGIN))
    )
