#!/usr/bin/env python3
"""Has a photograph enhanced by the HTTP API of Azulejo. Needs Python 3.9 or newer and nothing else.

    export AZULEJO_SERVER=http://127.0.0.1:8787 AZULEJO_KEY=azl_…
    python3 enhance.py photo.jpg enhanced.jpg '{"recipe": "auto", "scale": 4}'
"""
import http.client
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import uuid

SERVER = os.environ.get("AZULEJO_SERVER", "http://127.0.0.1:8787").rstrip("/")
KEY = os.environ.get("AZULEJO_KEY", "")
ATTEMPTS = 6
SILENCE = 60  # seconds after which a connection counts as broken
BUSY = (429, 500, 502, 503, 504)


class Problem(Exception):
    """The server said no, as RFC 9457 has it."""

    def __init__(self, status, body):
        try:
            problem = json.loads(body)
            text = f"azulejo said no ({status}): {problem['detail']}"
            for error in problem.get("errors", []):
                text += f"\n  {error['pointer']} {error['detail']}"
        except (ValueError, TypeError, KeyError):
            text = f"the server said no ({status}): {body[:300].decode(errors='replace')}"
        super().__init__(text)
        # Bytes are taken once: this is what is said when they are sent again, as the answer was lost.
        self.is_there = status == 412 or b"/v1/problems/not-possible-now" in body


class Slice:
    """Some bytes of a file, read as they are sent."""

    def __init__(self, file, offset, count):
        self.file, self.left = file, count
        file.seek(offset)

    def read(self, most=-1):
        data = self.file.read(self.left if most < 0 else min(most, self.left))
        self.left -= len(data)
        return data


def repeatedly(send):
    """Does what may be done twice, again while the server is busy or the connection breaks."""
    for attempt in range(1, ATTEMPTS + 1):
        pause = 0.5 * 2 ** (attempt - 1) * random.uniform(0.5, 1)
        try:
            return send()
        except urllib.error.HTTPError as e:
            body = e.read()
            asked = e.headers.get("Retry-After", "")
            wanted = int(asked) if asked.isdigit() else 0
            if e.code not in BUSY or attempt == ATTEMPTS or wanted > 60:
                raise Problem(e.code, body) from None
            pause = max(pause, wanted)
        except (OSError, http.client.HTTPException):
            if attempt == ATTEMPTS:
                raise
        time.sleep(pause)


def opened(method, url, body=None, headers=None, with_key=True):
    """Sends a request once. Links to bytes work without the key, so nobody there gets it."""
    request = urllib.request.Request(SERVER + url if url.startswith("/") else url, method=method, data=body)
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    if with_key:
        request.add_unredirected_header("Authorization", f"Bearer {KEY}")
    return urllib.request.urlopen(request, timeout=SILENCE)


def api(method, path, value=None, **headers):
    def send():
        body = None if value is None else json.dumps(value).encode()
        every = {"Content-Type": "application/json", **{name.replace("_", "-"): its for name, its in headers.items()}}
        with opened(method, path, body, every) as answer:
            return json.load(answer)

    return repeatedly(send)


def upload(path):
    announced = api("POST", "/v1/uploads", {"name": os.path.basename(path), "bytes": os.path.getsize(path)})
    offset = 0
    with open(path, "rb") as file:
        for part in announced["parts"]:

            def send():
                headers = {
                    "Content-Type": "application/octet-stream",
                    "Content-Length": str(part["bytes"]),
                    **part.get("headers", {}),
                }
                opened("PUT", part["url"], Slice(file, offset, part["bytes"]), headers, with_key=False).close()

            try:
                repeatedly(send)
            except Problem as e:
                if not e.is_there:
                    raise
            offset += part["bytes"]
    return announced["id"]


def follow(job):
    """Waits for the end. In the cloud a stream of events ends after 20 seconds; then the next one begins."""
    path = f"/v1/jobs/{job['id']}/events"
    while job["status"] in ("queued", "running"):

        def listen(job=job):
            with opened("GET", path, headers={"Accept": "text/event-stream"}) as events:
                for line in events:
                    if line.startswith(b"data:"):
                        job = json.loads(line[len(b"data:") :])
                        tiles = job["progress"]["tiles"]
                        print(f"{job['status']} {tiles['done']:.0f}/{tiles['all']:.0f}", file=sys.stderr)
            return job

        job = repeatedly(listen)
    return job


def save(result, path):
    """Whole or not at all."""
    part = f"{path}.{uuid.uuid4()}.part"

    def send():
        with opened("GET", result["url"], with_key=False) as answer, open(part, "wb") as file:
            while data := answer.read(1 << 16):
                file.write(data)
        if os.path.getsize(part) != result["bytes"]:
            raise OSError("the result broke off")

    try:
        repeatedly(send)
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def enhance(source, target, options):
    order = {"input": {"upload": upload(source)}, "options": options}
    # Sent again with the same key, it is the same job.
    job = follow(api("POST", "/v1/jobs", order, Idempotency_Key=str(uuid.uuid4())))
    if job["status"] != "succeeded":
        problem = job["problem"] or {"detail": "no more is known", "reason": job["status"]}
        raise SystemExit(f"the job is {job['status']}: {problem['detail']} ({problem['reason']})")
    save(job["results"][0], target)


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 4:
        print(f"usage: {sys.argv[0]} FILE RESULT [OPTIONS]", file=sys.stderr)
        sys.exit(2)
    try:
        wanted = json.loads(sys.argv[3]) if len(sys.argv) > 3 else {}
    except ValueError as e:
        sys.exit(f"the options are not JSON: {e}")
    try:
        enhance(sys.argv[1], sys.argv[2], wanted)
        print(sys.argv[2])
    except (Problem, OSError, ValueError, http.client.HTTPException) as e:
        sys.exit(str(e))
