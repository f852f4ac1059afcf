"""Records of qualifications: mine to take along, the keys that sign them, and checking one."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Query, Response

from goodwork.actions.signing.keys import see_keys
from goodwork.actions.signing.signed import check, published
from goodwork.actions.signing.take_record import Named, take_record
from goodwork.api.bodies import BoundedRoute
from goodwork.api.dependencies import ConcernedReaderDep, DatabaseDep, StateDep
from goodwork.api.wire.records import NamedBy, RecordCheckedOut, RecordCheckIn, SignedRecordOut, SigningKeysOut

router = APIRouter(tags=["records"], route_class=BoundedRoute)


@router.get("/me/qualifications/record", response_model=SignedRecordOut)
async def get_my_record(
    actor: ConcernedReaderDep, state: StateDep,
    named: Annotated[NamedBy, Query(description="What it calls me.")] = "name",
) -> Response:  # fmt: skip
    """What I hold and how I earned it, signed by this server; also when my access has ended."""
    server = None if state.public_url is None else state.public_url.rstrip("/")
    made = await take_record(state.database, state.secret, actor, Named(named), server)
    headers = {"Content-Disposition": f'attachment; filename="qualifications-{made["as_of"]}.json"'}
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    return Response(text, media_type="application/json", headers=headers)


@router.get("/signing-keys")
async def get_signing_keys(database: DatabaseDep) -> SigningKeysOut:
    """The public halves of the keys that signed records here; for anybody, and always at this address."""
    return SigningKeysOut.model_validate(published(await see_keys(database)))


@router.post("/records/check")
async def post_record_check(body: RecordCheckIn, database: DatabaseDep) -> RecordCheckedOut:
    """Whether a file is a record as this server signed it; for anybody. Nothing of it is kept."""
    found = check(body.file.encode(), await see_keys(database))
    return RecordCheckedOut.model_validate(
        {"verdict": found.verdict.value, "key": found.key, "withdrawn": found.withdrawn, "record": found.record}
    )
