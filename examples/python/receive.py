#!/usr/bin/env python3
"""Receives webhooks of Azulejo, and believes none that is not signed.

    pip install standardwebhooks
    AZULEJO_WEBHOOK_SECRET=whsec_... python3 receive.py PORT

The secret is what POST /v1/webhooks answered, once. While a secret is being replaced, both may be given, with a space
between them. Needs Python 3.9 or newer.
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

MOST_BYTES = 1 << 20  # events are small; a larger body is not ours
SECRETS = [Webhook(secret) for secret in os.environ.get("AZULEJO_WEBHOOK_SECRET", "").split()]

seen = set()  # by webhook-id; keep it where it survives a restart, for a month


def verified(body, headers):
    """The event, if one of our secrets has signed it."""
    for secret in SECRETS:
        try:
            return secret.verify(body, headers)
        except WebhookVerificationError:
            pass
    return None


def handle(event):
    """Here goes what you do with it: ask GET /v1/jobs/{job} for links to the results. An event that is a test has no job."""
    print(event["type"], event["data"].get("job", ""), flush=True)


class Receiver(BaseHTTPRequestHandler):
    timeout = 15

    def do_POST(self):
        length = int(self.headers.get("Content-Length", -1))
        if not 0 <= length <= MOST_BYTES:
            return self.answer(413)
        body = self.rfile.read(length)  # as it came: another form of the same JSON has another signature
        event = verified(body, dict(self.headers))
        if event is None:
            return self.answer(401)
        # An event comes at least once. Slow work belongs after the answer, which must come within 15 s.
        if self.headers["webhook-id"] not in seen:
            handle(event)
            seen.add(self.headers["webhook-id"])  # not before: after a failure here the event comes again
        return self.answer(204)

    def answer(self, status):
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    if len(sys.argv) != 2 or not SECRETS:
        sys.exit(__doc__)
    # Behind a proxy that has TLS.
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver)
    print("listening on port", server.server_port, flush=True)
    server.serve_forever()
