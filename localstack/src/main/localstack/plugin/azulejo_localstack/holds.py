"""Holds a write until the test lets it go, so that a race has the order that the test wants.

`PUT /_localstack/azulejo/holds?object=BUCKET/KEY&after=N` lets N writes of such objects pass, and holds the next; KEY is a
pattern of `fnmatch`. `GET` with the same object says whether it has come, and `DELETE` lets it go."""

import fnmatch
import json
import threading

from localstack.aws import handlers
from localstack.http import Response
from localstack.services.internal import get_internal_apis
from rolo import Resource

PATH = "/_localstack/azulejo/holds"
MOST_SECONDS = 600


def apply():
    holds = Holds()
    handlers.serve_custom_service_request_handlers.append(holds)
    get_internal_apis().add(Resource(PATH, holds))


class Hold:
    """One write. Each flag is set once."""

    def __init__(self, after):
        self.after = after
        self.has_come = threading.Event()
        self.may_go = threading.Event()


class Holds:
    """One for a server. For many threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.holds = {}  # by pattern

    def __call__(self, chain, context, response):
        service = self.holds and context.service and context.service.service_name
        if service != "s3" or not context.operation or context.operation.name.startswith(("Get", "Head", "List")):
            return
        hold = self._taken("{Bucket}/{Key}".format_map({"Bucket": "", "Key": ""} | context.service_request))
        if hold:
            hold.may_go.wait(MOST_SECONDS)

    def _taken(self, written):
        with self.lock:
            for pattern, hold in self.holds.items():
                if fnmatch.fnmatchcase(written, pattern):
                    hold.after -= 1
                    if hold.after == -1:
                        hold.has_come.set()
                        return hold
        return None

    def on_put(self, request):
        with self.lock:
            self.holds[request.args["object"]] = Hold(int(request.args["after"]))
        return Response(status=204)

    def on_get(self, request):
        with self.lock:
            return Response(json.dumps(self.holds[request.args["object"]].has_come.is_set()))

    def on_delete(self, request):
        with self.lock:
            self.holds.pop(request.args["object"]).may_go.set()
        return Response(status=204)
