"""A WebDAV server (WsgiDAV) for tests: PORT FOLDER. It keeps properties for as long as it runs, answers 200 at /ready,
listens to this machine alone, and ends when its input does."""

import os
import sys
import threading
import types

# Its page for browsers is not served, so the library that makes it is not needed.
sys.modules["jinja2"] = types.SimpleNamespace(Environment=None, FileSystemLoader=None, select_autoescape=None)

from cheroot import wsgi  # noqa: E402
from wsgidav.wsgidav_app import WsgiDAVApp  # noqa: E402


def main():
    port, folder = int(sys.argv[1]), sys.argv[2]
    dav = WsgiDAVApp(
        {
            "provider_mapping": {"/dav/me": folder},
            "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            "simple_dc": {"user_mapping": {"*": {"me": {"password": "secret"}}}},
            "property_manager": True,
            "lock_storage": True,
            "middleware_stack": [
                "wsgidav.error_printer.ErrorPrinter",
                "wsgidav.http_authenticator.HTTPAuthenticator",
                "wsgidav.request_resolver.RequestResolver",
            ],
            "verbose": 1,
        }
    )

    def answer(environ, start_response):
        if environ["PATH_INFO"] == "/ready":
            start_response("200 OK", [("Content-Length", "0")])
            return [b""]
        return dav(environ, start_response)

    server = wsgi.Server(("127.0.0.1", port), answer, numthreads=16)
    threading.Thread(target=server.start, daemon=True).start()
    sys.stdin.read()
    os._exit(0)  # threads may still be at work


main()
