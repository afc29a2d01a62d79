"""Believes what a webhook of ours has signed, and nothing else (Standard Webhooks)."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping

from .types import JobEvent

TOLERANCE = 300  # seconds: how far clocks may differ, and how late a copy of a call is refused
PREFIX = "whsec_"


class NotGenuine(Exception):
    """A call that pretends to be from a webhook of ours, or comes too late to be believed: answer 401."""


def verify(body: bytes, headers: Mapping[str, str], *secrets: str) -> JobEvent:
    """The event, if one of these secrets has signed it in these minutes.

    body is what came, byte for byte: another form of the same JSON has another signature. headers are all of the request, in
    any case. There are two secrets while one replaces the other.
    """
    keys = [_key(secret) for secret in secrets]
    if not keys:
        raise ValueError("without a secret nothing can be verified")
    all_headers = {name.lower(): value for name, value in headers.items()}
    sent = all_headers.get("webhook-timestamp", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
        raise NotGenuine("there is no time of sending")
    if (away := abs(time.time() - int(sent))) > TOLERANCE:
        raise NotGenuine(f"it was sent {away:.0f} seconds from now")
    signed = f"{all_headers.get('webhook-id', '')}.{sent}.".encode() + body
    theirs = [its.encode() for its in all_headers.get("webhook-signature", "").split(" ")]
    for key in keys:
        ours = b"v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256))
        if any(hmac.compare_digest(ours, its) for its in theirs):
            return json.loads(body)
    raise NotGenuine("no secret of ours has signed it")


def _key(secret: str) -> bytes:
    if not secret.startswith(PREFIX):
        raise ValueError(f"a secret begins with {PREFIX}")
    key = base64.b64decode(secret[len(PREFIX) :], validate=True)
    if not key:
        raise ValueError(f"there is nothing behind {PREFIX}, which anybody could sign with")
    return key
