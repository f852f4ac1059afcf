"""Every setting, with its help text. Read at start-up of the command line, the web process and the worker only."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _default_home() -> Path:
    # The embedded PostgreSQL runs as an unprivileged user, who can't reach into root's own folder.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/goodwork")
    return user_data_path("goodwork")


class Settings(BaseSettings):
    """Settings come from environment variables with the prefix ``GOODWORK_``."""

    model_config = SettingsConfigDict(env_prefix="GOODWORK_", extra="ignore", env_ignore_empty=True)

    home: Path = Field(
        default_factory=_default_home,
        description="Folder of everything that goodwork keeps itself: the embedded database, files, the secret. "
        "Default: the user's data folder, `/var/lib/goodwork` for root.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="A PostgreSQL 15 or newer, as `postgresql://user:password@host/name`; without it goodwork starts "
        "its own.",
    )
    postgres_bin: Path | None = Field(
        default=None,
        description="Folder with `initdb`, `pg_ctl` and `postgres` for the embedded database. Default: the system's, "
        "else those that come with goodwork.",
    )
    connections: int = Field(
        default=20, ge=4, le=500, description="Connections to the database that each process may keep."
    )
    blobs: str | None = Field(
        default=None,
        description="Where files go: a folder or `s3://bucket/prefix`. Default: `blobs` in the home folder.",
    )
    secret: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="Keys sign-in; all processes of an installation need the same. Default: made once and kept in "
        "`secret` in the home folder.",
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    public_url: str | None = Field(
        default=None,
        description="Address that people use, such as `https://work.example.org`: for links in invitations, and for "
        "cookies that travel by https only.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses of reverse proxies, separated by commas, whose `X-Forwarded-For` is believed.",
    )
    web_processes: int = Field(default=1, ge=1, le=64, description="How many web processes serve.")
    worker_processes: int = Field(
        default=1, ge=0, le=16, description="How many worker processes run the jobs; an installation needs one."
    )
    sign_up: Literal["closed", "invited", "open"] = Field(
        default="closed",
        description="Who may make a further organization: `closed`: nobody, `invited`: whoever has a link of `goodwork "
        "organizations invite`, or `open`: anybody; with a mail server once a link proved their address.",
    )
    upload_limit: int = Field(default=20 << 30, ge=1, description="The largest file for an import, in bytes.")
    fetch: Literal["public", "listed", "off"] = Field(
        default="public",
        description="Which servers the worker may ask for pictures that a file names by their addresses: `public` ones "
        "and those of GOODWORK_FETCH_HOSTS, `listed`: those alone, or `off`: none.",
    )
    fetch_hosts: str = Field(
        default="",
        description="Hosts that may be asked for pictures wherever they are, as `name`, `name:port` or "
        "`[address]:port`, separated by commas. Whoever may import can then read every picture that they serve.",
    )
    smtp_host: str | None = Field(
        default=None,
        description="The mail server for digests and links. Default: none, and no mail is sent. "
        "Needs GOODWORK_PUBLIC_URL too.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection is kept from others: `starttls`, `tls` from its beginning (port 465) or "
        "`none`.",
    )
    smtp_user: str | None = Field(default=None, description="Who signs in to the mail server. Default: nobody.")
    smtp_password: SecretStr | None = Field(default=None, description="Their password.")
    smtp_from: str | None = Field(
        default=None, description="In whose name mail goes, such as `goodwork <no-reply@example.org>`."
    )
    rate: float = Field(
        default=200.0,
        ge=0,
        description="Requests of the queue a second that one person may send to a web process; other requests count "
        "twice, expensive ones ten times or more. Ten seconds' worth may come at once. 0: no bound.",
    )
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port on 127.0.0.1 where Prometheus may read metrics. Default: none."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="`debug`, `info`, `warning` or `error`."
    )
    log_json: bool = Field(default=False, description="Logs as JSON lines, for machines.")
