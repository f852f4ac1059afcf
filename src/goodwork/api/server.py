"""One web process: ``python -m goodwork.api.server``, started by the supervisor of ``goodwork serve``."""

from __future__ import annotations

import gc

from goodwork.startup import import_structlog


def main() -> None:
    """Import all that serving takes, then serve."""
    # Nothing of it is garbage before the process ends: collections would only make people wait longer for the start.
    gc.disable()
    import_structlog()
    from goodwork.api.process import serve

    serve()


if __name__ == "__main__":
    main()
