"""Each operation with a real server, which the environment names: AZULEJO_SERVER, AZULEJO_KEY (of its owner), AZULEJO_PICTURE.

It has to allow webhooks to this machine: azulejo serve --allow-network 127.0.0.0/8
"""

import os
import queue
import tempfile
import threading
import time
import unittest
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from azulejo import Azulejo, NoResult, NotGenuine, Patience, Problem, verify
from azulejo.types import JobEvent, Options

PICTURE = os.environ["AZULEJO_PICTURE"]
HALF: Options = {"recipe": "resize", "percent": 50}


class Receiver(HTTPServer):
    """Who hears how jobs end."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self.events: queue.Queue[JobEvent] = queue.Queue()
        super().__init__(("127.0.0.1", 0), Call)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/azulejo"


class Call(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            self.server.events.put(verify(body, dict(self.headers), *self.server.secrets))
            self.send_response(204)
        except NotGenuine:
            self.send_response(401)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(unittest.TestCase):
    def setUp(self) -> None:
        self.azulejo = Azulejo(os.environ["AZULEJO_SERVER"], os.environ["AZULEJO_KEY"])
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def test_a_photograph_is_enhanced_by_one_call(self) -> None:
        job = self.azulejo.enhance(PICTURE, self.folder / "half.png", HALF)
        self.assertEqual((self.folder / "half.png").stat().st_size, job["results"][0]["bytes"])
        self.assertEqual(job["results"][0]["width"], 30)

    def test_a_whole_job(self) -> None:
        azulejo = self.azulejo
        receiver = Receiver()
        hook = azulejo.create_webhook(receiver.url, ["dev.azulejo.image.enhanced.v1"])
        receiver.secrets.append(hook["secret"])
        receiver.secrets.append(azulejo.create_webhook(receiver.url.rsplit("/", 1)[0], named=True)["secret"])
        upload, told = azulejo.upload(PICTURE)["id"], receiver.url + "?order=17"
        order = azulejo.order(upload, {"recipe": "resize", "percent": 25}, {"order": "17"}, told)
        self.assertEqual(azulejo.create_quote(order)["results"][0]["width"], 15)
        heard: list[str] = []
        job = azulejo.wait(azulejo.create_job(order)["id"], lambda its: heard.append(its["status"]))
        self.assertEqual((job["status"], heard[-1], job["metadata"]), ("succeeded", "succeeded", {"order": "17"}))
        azulejo.download(job["results"][0], self.folder / "quarter.png")
        for _ in ("the webhook", "the address that the job names"):
            event = receiver.events.get(timeout=60)
            self.assertEqual((event["data"]["job"], event["data"]["metadata"]), (job["id"], {"order": "17"}))
        azulejo.delete_webhook(hook["webhook"]["id"])
        azulejo.delete_job(job["id"])
        with self.assertRaises(Problem) as gone:
            azulejo.get_job(job["id"])
        self.assertEqual(gone.exception.status, 410)

    def test_webhooks(self) -> None:
        azulejo = self.azulejo
        receiver = Receiver()
        made = azulejo.create_webhook("http://127.0.0.1:1024/nobody")
        id = made["webhook"]["id"]
        self.assertEqual(azulejo.change_webhook(id, url=receiver.url)["url"], receiver.url)
        receiver.secrets += [azulejo.rotate_webhook_secret(id)["secret"], made["secret"]]
        self.assertEqual(azulejo.enable_webhook(id)["status"], "enabled")
        tested = azulejo.test_webhook(id)
        self.assertEqual(receiver.events.get(timeout=60)["type"], "dev.azulejo.webhook.test.v1")
        self.until(lambda: next(azulejo.deliveries(id))["status"] == "delivered")
        azulejo.resend_webhook_delivery(id, tested["event"])
        self.assertEqual(receiver.events.get(timeout=60)["data"]["webhook"], id)
        self.assertIn(id, [its["id"] for its in azulejo.list_webhooks()["webhooks"]])
        self.assertIsNone(azulejo.get_webhook(id)["failingSince"])
        azulejo.delete_webhook(id)

    def test_a_batch(self) -> None:
        azulejo = self.azulejo
        upload = azulejo.upload(PICTURE)["id"]
        batch = azulejo.create_batch([azulejo.order(upload, {"percent": p}) for p in (30, 40)], {"recipe": "resize"})
        self.until(lambda: azulejo.get_batch(batch["id"])["ended"])
        self.assertEqual(azulejo.cancel_batch(batch["id"])["counts"]["succeeded"], 2)
        self.assertIn(batch["id"], [its["id"] for its in azulejo.batches()])

    def test_lists_and_other_words(self) -> None:
        azulejo = self.azulejo
        upload = azulejo.upload(PICTURE)["id"]
        self.assertTrue(azulejo.get_upload(upload)["complete"])
        done = azulejo.create_enhancement({"upload": upload, "width": 45}, wait=25)
        job = azulejo.wait(done["id"])
        self.assertEqual(azulejo.get_enhancement(done["id"])["status"], "succeeded")
        self.assertGreater(azulejo.get_job_preview(job["id"])["after"]["bytes"], 0)
        self.assertIn(job["id"], [its["id"] for its in azulejo.jobs("succeeded")])
        self.assertIn(upload, [its["id"] for its in azulejo.uploads()])
        page = azulejo.list_jobs(limit=1, recipe="none-of-this-name", created_from="2026-01-01T00:00:00Z")
        self.assertEqual(page["jobs"], [])
        spare = azulejo.create_upload("spare.png", 5)["id"]
        azulejo.delete_upload(spare)

    def test_what_has_ended_is_neither_cancelled_nor_tried_again(self) -> None:
        letter = self.folder / "letter.png"
        letter.write_text("Dear Sir or Madam")
        with self.assertRaisesRegex(NoResult, "the job is rejected: ") as none:
            self.azulejo.enhance(letter, self.folder / "none.png", HALF)
        for refused in (self.azulejo.cancel_job, lambda id: self.azulejo.redrive_job("0" * 24)):
            with self.assertRaises(Problem) as problem:
                refused(none.exception.job["id"])
            self.assertIn(problem.exception.status, (404, 409))
        self.assertEqual(list(self.folder.iterdir()), [letter])

    def test_what_the_server_can_do(self) -> None:
        azulejo = self.azulejo
        self.assertIn("auto", [its["name"] for its in azulejo.list_recipes()["recipes"]])
        self.assertTrue(azulejo.list_models()["models"])
        self.assertIn("recipe", azulejo.get_options_schema()["properties"])
        self.assertIsNone(azulejo.get_limits()["monthMegapixels"])
        self.assertEqual(azulejo.get_health()["status"], "up")
        self.assertTrue(azulejo.get_readiness()["status"])

    def test_tenants(self) -> None:
        azulejo = self.azulejo
        azulejo.upload(PICTURE)
        self.assertIn("local", azulejo.list_tenants()["tenants"])
        self.assertGreaterEqual(azulejo.get_tenant("local")["uploads"], 1)
        azulejo.list_tenant_jobs("local", limit=1)
        azulejo.list_tenant_uploads("local")
        for refused in (azulejo.cancel_tenant_jobs, azulejo.erase_tenant):
            with self.assertRaisesRegex(Problem, "no tenant"):
                refused("nobody")

    def test_refusals_say_why(self) -> None:
        with self.assertRaises(Problem) as wrong:
            self.azulejo.create_quote({"input": {"upload": "u" + "0" * 24}, "options": {"quality": "high", "sclae": 3}})  # type: ignore
        self.assertEqual({its["pointer"] for its in wrong.exception.errors}, {"/options/quality", "/options/sclae"})
        with self.assertRaises(Problem) as stranger:
            Azulejo(os.environ["AZULEJO_SERVER"], "azl_wrong").list_webhooks()
        self.assertEqual(stranger.exception.status, 401)
        with self.assertRaises(OSError):
            Azulejo("http://127.0.0.1:9", "azl_1", Patience(attempts=2, first_pause=0.01)).get_limits()

    def until(self, condition) -> None:  # type: ignore
        while not condition():
            time.sleep(0.1)
