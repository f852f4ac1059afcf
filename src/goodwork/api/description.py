"""The app as its OpenAPI document describes it: the contract between the server and its clients."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from goodwork.api.wire.base import Problem

_METHODS = ("get", "put", "post", "delete", "patch")


class DescribedApp(FastAPI):
    """A FastAPI app whose document tells the truth of its errors: all of them are problem details."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _describe(self)
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """The name of an operation in generated clients: the name of the route's function."""
    return route.name


def _describe(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        routes=app.routes,
        description="An open-source work platform for human data. Errors are problem details (RFC 9457). Lists come in "
        "pages: `next` of one goes into `?after=` of the following. Writes by session cookie carry `X-CSRF-Token`; "
        "writes with an `Idempotency-Key` may be sent twice.",
    )
    components = document.setdefault("components", {})
    schemas: dict[str, Any] = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    components["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "goodwork_session"},
        "token": {"type": "http", "scheme": "bearer", "bearerFormat": "gw_..."},
    }
    document["security"] = [{"session": []}, {"token": []}]
    error = {
        "description": "What went wrong, what was kept, and what to do next.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path in document["paths"].values():
        for method in _METHODS:
            if method in path:
                path[method]["responses"].pop("422", None)
                path[method]["responses"]["default"] = error
    return document
