"""When a job has ended: its status says so, and a time of its end does not while it is being told of."""

import unittest
from typing import Any, cast

from azulejo.client import _has_ended
from azulejo.types import JobView


class Ends(unittest.TestCase):
    def test_a_job_that_is_running_has_not_ended_whatever_its_times(self) -> None:
        for status, ended_at, ended in (
            ("queued", None, False),
            ("running", "2026-12-01T10:00:00Z", False),
            ("succeeded", "2026-12-01T10:00:00Z", True),
            ("deleted", None, True),
            ("newer", None, False),
            ("newer", "2026-12-01T10:00:00Z", True),
        ):
            with self.subTest(status=status, ended_at=ended_at):
                self.assertEqual(_has_ended(cast(JobView, cast(Any, {"status": status, "endedAt": ended_at}))), ended)
