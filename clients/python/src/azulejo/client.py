"""Azulejo, to begin with: what does several operations at once."""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

from .http import Patience, Problem
from .operations import Operations
from .types import (
    BatchBriefView,
    DeliveryView,
    HeldUpload,
    JobInput,
    JobRequest,
    JobStatus,
    JobView,
    Options,
    ResultView,
    UploadView,
    UsageView,
)

__all__ = ["Azulejo", "NoResult", "Patience", "Problem"]


class NoResult(Exception):
    """A job has ended without a result; job says more."""

    def __init__(self, job: JobView):
        self.job = job
        problem = job["problem"]
        why = f": {problem['detail']} ({problem['reason']})" if problem else ""
        super().__init__(f"the job is {job['status']}{why}")


ENDS = ("succeeded", "rejected", "failed", "cancelled", "superseded", "deleted")


def _has_ended(job: JobView) -> bool:
    """One whose end is being told of is still running, though it has a time. A status that is newer than this client goes by that."""
    status: str = job["status"]
    return status in ENDS or (status not in ("queued", "running") and job["endedAt"] is not None)


class Azulejo(Operations):
    """A server, as `azulejo serve` prints its address, and a key for it. Safe for use by several threads.

    What the server refuses is a Problem; a connection that stays broken is an OSError or an http.client.HTTPException. Where it may
    help, requests are sent again first: see Patience.
    """

    def enhance(self, source: str | os.PathLike[str], target: str | os.PathLike[str], options: Options | None = None) -> JobView:
        """Uploads a file, has it enhanced, waits for the end and saves the result; NoResult if there is none."""
        order = self.order(self.upload(source)["id"], options)
        job = self.wait(self.create_job(order)["id"])
        if job["status"] != "succeeded":
            raise NoResult(job)
        self.download(job["results"][0], target)
        return job

    @staticmethod
    def order(
        upload: str,
        options: Options | None = None,
        metadata: dict[str, str] | None = None,
        webhook: str | None = None,
        expires_in: int | None = None,
        copy_to: str | None = None,
    ) -> JobRequest:
        """What a job of an upload is asked for with; a file elsewhere is {"input": {"url": "https://…"}}."""
        order = JobRequest(input=JobInput(upload=upload), options=options or Options())
        if metadata:
            order["metadata"] = metadata
        if webhook:
            order["webhook"] = webhook
        if expires_in:
            order["expiresIn"] = expires_in
        if copy_to:
            order["copyTo"] = copy_to
        return order

    def upload(self, path: str | os.PathLike[str]) -> UploadView:
        """Announces a file and sends its bytes, read from the disk as they are sent."""
        announced = self.create_upload(os.path.basename(os.fspath(path)), os.path.getsize(path))
        offset = 0
        with open(path, "rb") as file:
            for part in announced["parts"]:
                self._http.put(file, offset, cast(dict[str, Any], part))
                offset += part["bytes"]
        return announced

    def wait(self, job: str, listener: Callable[[JobView], None] = lambda job: None) -> JobView:
        """Waits until a job has ended, however it ends; listener hears of it as it is now, and of each change."""
        while True:

            def listen() -> JobView | None:
                last = None
                for last in self.follow_job(job):
                    listener(last)
                return last

            # In the cloud a stream ends after 20 seconds; then the next one begins.
            last = self._http.again(listen, harmless=True) or self.get_job(job)
            if _has_ended(last):
                return last
            time.sleep(self._http.patience.first_pause)

    def download(self, result: ResultView, target: str | os.PathLike[str]) -> None:
        """Saves a result, whole or not at all; a file that is there is replaced."""
        self._http.save(result["url"], result["bytes"], os.fspath(target))

    def jobs(self, status: JobStatus | None = None) -> Iterator[JobView]:
        """All jobs, the newest first; asked for by pages, as they are looked at."""
        return self._all("jobs", lambda cursor: self.list_jobs(limit=100, cursor=cursor, status=status))

    def uploads(self) -> Iterator[HeldUpload]:
        return self._all("uploads", lambda cursor: self.list_uploads(limit=100, cursor=cursor))

    def batches(self) -> Iterator[BatchBriefView]:
        return self._all("batches", lambda cursor: self.list_batches(limit=100, cursor=cursor))

    def deliveries(self, webhook: str) -> Iterator[DeliveryView]:
        return self._all("deliveries", lambda cursor: self.list_webhook_deliveries(webhook, limit=100, cursor=cursor))

    def usage(self) -> Iterator[UsageView]:
        return self._all("usage", lambda cursor: self.list_usage(limit=100, cursor=cursor))

    @staticmethod
    def _all(kind: str, page: Callable[[str | None], Any]) -> Iterator[Any]:
        cursor: str | None = None
        while True:
            its = page(cursor)
            yield from its[kind]
            cursor = its["next"]
            if cursor is None:
                return
