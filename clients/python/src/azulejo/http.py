"""Sends requests, again where it may help, and files as they are read."""

import http.client
import json
import os
import random
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How often a request is sent at most, and with which pauses; all but attempts are in seconds.

    Each pause is twice as long as the one before, up to longest_pause, and chance takes up to half of it away. A server that asks
    for a longer one, by Retry-After, is not asked again. silence: no byte for so long, and a connection counts as broken.
    """

    attempts: int = 6
    first_pause: float = 0.5
    longest_pause: float = 60
    silence: float = 90


class Problem(Exception):
    """The server, or what stands before it, has said no, as RFC 9457 has it.

    type says what kind of problem it is, such as /v1/problems/invalid; errors which fields are wrong, by pointer and detail.
    """

    def __init__(self, status: int, body: bytes):
        said: dict[str, Any] = {}
        try:
            parsed = json.loads(body)
            if isinstance(parsed, dict) and isinstance(parsed.get("detail"), str):
                said = parsed
        except ValueError:
            pass  # a bucket or a gateway answers in a form of its own
        self.status = status
        self.type: str = said.get("type", "about:blank")
        self.detail: str = said.get("detail", body[:200].decode(errors="replace"))
        self.errors: list[dict[str, str]] = said.get("errors", [])
        fields = "; ".join(f"{error.get('pointer')} {error.get('detail')}" for error in self.errors)
        super().__init__(f"{fields if len(self.errors) > 1 else self.detail} ({status})")


class Part:
    """Some bytes of a file, read as they are sent."""

    def __init__(self, file: BinaryIO, offset: int, count: int):
        self.file, self.left = file, count
        file.seek(offset)

    def read(self, most: int = -1) -> bytes:
        data = self.file.read(self.left if most < 0 else min(most, self.left))
        self.left -= len(data)
        return data


class Http:
    """A server and a key for it. Links to bytes work without the key, so it is not sent there."""

    def __init__(self, server: str, key: str, patience: Patience):
        self.server, self.key, self.patience = server.rstrip("/"), key, patience

    def again(self, send: Callable[[], T], *, harmless: bool) -> T:
        """Sends a request, again while the server is busy, and if it is safe to repeat, also after a lost answer."""
        failures = 0
        while True:
            try:
                return send()
            except urllib.error.HTTPError as e:
                failures += 1
                with closing(e):
                    problem = Problem(e.code, e.read())
                wanted = e.headers.get("Retry-After", "")
                least = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
                may_help = e.code in (429, 503) or (harmless and e.code >= 500)
                if not may_help or failures >= self.patience.attempts or least > self.patience.longest_pause:
                    raise problem from None
            except (OSError, http.client.HTTPException) as e:
                failures += 1
                least = 0
                reason = getattr(e, "reason", e)  # without a listener, nothing was done
                if not (harmless or isinstance(reason, ConnectionRefusedError)) or failures >= self.patience.attempts:
                    raise
            pause = min(self.patience.first_pause * 2 ** (failures - 1), self.patience.longest_pause)
            time.sleep(max(least, pause * random.uniform(0.5, 1)))

    def opened(
        self, method: str, url: str, body: Any = None, headers: Mapping[str, str] | None = None, *, with_key: bool = True
    ) -> http.client.HTTPResponse:
        """Sends a request once."""
        request = urllib.request.Request(self.server + url if url.startswith("/") else url, method=method, data=body)
        for name, value in {"Accept": "*/*", **(headers or {})}.items():
            request.add_header(name, value)
        if with_key:
            request.add_unredirected_header("Authorization", f"Bearer {self.key}")
        return urllib.request.urlopen(request, timeout=self.patience.silence)

    def json(self, method: str, path: str, value: Any = None, *, harmless: bool = True, **headers: str | None) -> Any:
        """What the server answers; None where that is nothing."""
        body = None if value is None else json.dumps(value).encode()
        named = {name.replace("_", "-"): its for name, its in headers.items() if its is not None}

        def send() -> Any:
            with self.opened(method, path, body, {"Content-Type": "application/json", **named}) as answer:
                text = answer.read()
                return json.loads(text) if text else None

        return self.again(send, harmless=harmless)

    def put(self, file: BinaryIO, offset: int, part: Mapping[str, Any]) -> None:
        """Puts a part of a file. Bytes are accepted once; a repeat is refused because they are there."""
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(part["bytes"]), **part["headers"]}

        def send() -> None:
            self.opened("PUT", part["url"], Part(file, offset, part["bytes"]), headers, with_key=False).close()

        try:
            self.again(send, harmless=True)
        except Problem as e:
            if e.status != 412 and e.type != "/v1/problems/not-possible-now":
                raise

    def save(self, url: str, count: int, path: str) -> None:
        """Writes what is behind a link to a file, whole or not at all."""
        part = f"{path}.{random.getrandbits(64):x}.part"

        def send() -> None:
            with self.opened("GET", url, with_key=False) as answer, open(part, "wb") as file:
                while data := answer.read(1 << 16):
                    file.write(data)
                if file.tell() != count:
                    raise OSError(f"{file.tell()} of {count} bytes came")

        try:
            self.again(send, harmless=True)
            os.replace(part, path)
        finally:
            if os.path.exists(part):
                os.remove(part)

    def events(self, path: str) -> Iterator[Any]:
        """The data of each event of one stream."""
        with self.opened("GET", path, headers={"Accept": "text/event-stream"}) as stream:
            for line in stream:
                if line.startswith(b"data:"):
                    yield json.loads(line[len(b"data:") :])
