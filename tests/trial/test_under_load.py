"""A backup taken while people work holds every answer that was acknowledged before it began, and nothing by halves."""

from __future__ import annotations

import shutil
import time

from tests.attacks.installation import installed, serving
from tests.trial.under_load import Crowd, command


def test_every_answer_acknowledged_before_the_backup_comes_back() -> None:
    with installed() as place:
        crowd = Crowd(place, items=400, people=3)
        path = place.home.parent / "goodwork.tar"
        with crowd.working():
            time.sleep(0.5)
            crowd.mark()
            done = command(place.home, "backup", str(path))
            refused = command(place.home, "restore", "--replace", str(path))
        assert done.returncode == 0, done.stderr
        assert refused.returncode == 1 and "goodwork runs on" in refused.stderr
        assert len(crowd.before) > 10 and len(crowd.acknowledged) > len(crowd.before)
        place.process.terminate()
        place.process.communicate(timeout=60)
        shutil.rmtree(place.home)
        # It ends with a verify of its own: counts agree with what they count, and the schema is whole.
        restored = command(place.home, "restore", str(path))
        assert restored.returncode == 0, restored.stderr
        assert crowd.wrong(place.home) == []
        with serving(place.home) as again:
            assert again.answers()
