"""The numbers things go by, as distinct types, so that a person's id can't pass for an item's."""

from __future__ import annotations

from typing import NewType

OrganizationId = NewType("OrganizationId", int)
PersonId = NewType("PersonId", int)
AccountId = NewType("AccountId", int)
TeamId = NewType("TeamId", int)
ProjectId = NewType("ProjectId", int)
ItemId = NewType("ItemId", int)
ClaimId = NewType("ClaimId", int)
AnnotationId = NewType("AnnotationId", int)
ImportId = NewType("ImportId", int)
VersionId = NewType("VersionId", int)
