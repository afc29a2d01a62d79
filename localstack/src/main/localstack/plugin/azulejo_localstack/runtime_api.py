"""Lambda's Runtime API for one execution environment: AWS's runtime clients poll it for events and post results to it.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"""

import contextlib
import queue
import threading
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime/"
END_SECONDS = 20


class InitFailed(Exception):
    """The function ended, or said that it cannot start, before it asked for its first event."""

    def __init__(self, payload):
        super().__init__(payload)
        self.payload = payload


class RuntimeApi:
    def __init__(self):
        self.ready = Future()
        self._events = queue.Queue()
        self._results = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        # It looks as seldom whether it shall end, which a daemon can wait for.
        threading.Thread(target=self._server.serve_forever, args=(END_SECONDS,), daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self._server.server_port}"

    def expect_process(self):
        """A poll of the process before may still hang here: it must not get an event of the next one."""
        self._events.put(None)
        self._events = queue.Queue()
        self.ready = Future()

    def send(self, request, arn, trace, deadline_ms, payload):
        """Queues an event. Returns a future of (body, whether it is an error)."""
        result = self._results[request] = Future()
        headers = {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": request,
            "Lambda-Runtime-Invoked-Function-Arn": arn,
            "Lambda-Runtime-Trace-Id": trace,
            "Lambda-Runtime-Deadline-Ms": str(deadline_ms),
        }
        self._events.put((headers, payload))
        return result

    def process_ended(self, error):
        """Answers whoever waits for the process: it will not answer any more."""
        self._fail_init(error)
        for request in list(self._results):
            self._answer(request, error, True)

    def close(self):
        self._events.put(None)  # a handler may wait for an event
        threading.Thread(target=self._close_server, daemon=True).start()

    def _close_server(self):
        self._server.shutdown()
        self._server.server_close()

    def _fail_init(self, payload):
        if not self.ready.done():
            self.ready.set_exception(InitFailed(payload))

    def _answer(self, request, body, is_error):
        if result := self._results.pop(request, None):
            result.set_result((body, is_error))

    def _next(self):
        if not self.ready.done():
            self.ready.set_result(None)
        return self._events.get()

    def _handler(self):
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_GET(self):
                event = api._next()
                if event is None:
                    self._reply(410)  # closed
                else:
                    self._reply(200, *event)

            def do_POST(self):
                body = self._body()
                match self.path.removeprefix(PREFIX).split("/"):
                    case ["init", "error"]:
                        api._fail_init(body)
                    case ["invocation", request, "response"]:
                        api._answer(request, body, False)
                    case ["invocation", request, "error"]:
                        api._answer(request, body, True)
                self._reply(202, {"Content-Type": "application/json"}, b'{"status":"OK"}')

            def _reply(self, status, headers=None, body=b""):
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                with contextlib.suppress(ConnectionError):  # the process has ended: its watcher answers for it
                    self.end_headers()
                    self.wfile.write(body)

            def _body(self):
                if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", 0)))
                body = b""
                while size := int(self.rfile.readline().split(b";")[0], 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

        return Handler
