"""What a web process holds: the database, the files, and what it was started with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from goodwork.actions.queue.desk import Desk
from goodwork.blobs import Blobs
from goodwork.fetching.addresses import Reach
from goodwork.model.people import SignUp
from goodwork.store.database import Database
from goodwork.store.schema import Readiness


@dataclass(frozen=True, slots=True)
class AppState:
    """Set once by ``create_app``; routers reach it through api.dependencies."""

    database: Database
    blobs: Blobs
    secret: bytes
    """Keys the CSRF values and the hashes of sign-in failures."""
    public_url: str | None = None
    sign_up: SignUp = SignUp.CLOSED
    web_client: Path | None = None
    """The built web client, or None when it was not built."""
    upload_limit: int = 20 << 30
    """The largest file for an import, in bytes."""
    reach: Reach = field(default_factory=Reach)
    """Which servers may be asked for pictures."""
    sends_mail: bool = False
    """Whether digests are offered, and addresses proved before a sign-up."""
    rate: float = 0.0
    """Tokens a second and person (see api/rates.py); 0 is without a bound."""
    desk: Desk = field(default_factory=Desk)
    readiness: Readiness = field(default_factory=Readiness)

    @property
    def secure(self) -> bool:
        """Whether people come by https, so that the cookie may ask for it."""
        return (self.public_url or "").startswith("https://")
