"""Skills as a program reads them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.quality import PersonSkills, PracticeOut, ProjectSkills


class Skills(Part):
    """What `Client` does with skills."""

    def my_quality(self) -> Iterator[ProjectSkills]:
        """My own skills with the evidence, project by project, the newest first."""
        return self._pages("/me/quality")

    def practice(self, project: int, question: str) -> list[PracticeOut]:
        """What costs me most at a question, with the rules and decided cases that are about it."""
        return self._send.json("GET", f"/me/quality/{project}/{question}/practice")

    def quality_of(self, project: int, person: int) -> PersonSkills:
        """What is known of somebody's skills in a project, for those who lead it."""
        return self._send.json("GET", f"/projects/{project}/people/{person}/quality")

    def thank(self, project: int, deed: str, identity: int, words: str = "") -> None:
        """Thank somebody for an ``answer`` (its annotation), a ``flag``, a ``question`` or a ``proposal``."""
        self._send.json("POST", f"/projects/{project}/thanks", json={"deed": deed, "id": identity, "words": words})
