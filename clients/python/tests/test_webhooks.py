"""What is signed is believed, and nothing else. The signature is that of the specification of Standard Webhooks."""

import base64
import hashlib
import hmac
import time
import unittest

from azulejo import NotGenuine, verify

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"type": "dev.azulejo.image.enhanced.v1", "data": {"job": "j1"}}'


def signed(secret: str, sent: int, body: bytes = BODY) -> dict[str, str]:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.digest(key, b"j1-0.%d." % sent + body, hashlib.sha256)).decode()
    return {"Webhook-Id": "j1-0", "webhook-timestamp": str(sent), "webhook-signature": f"v1,AAAA v1,{signature}"}


class Webhooks(unittest.TestCase):
    def test_the_example_of_the_specification_is_believed(self) -> None:
        key, sent, body = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 1614265330, b'{"test": 2432232314}'
        mac = hmac.digest(base64.b64decode(key[6:]), b"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330." + body, hashlib.sha256)
        self.assertEqual(base64.b64encode(mac), b"g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
        with self.assertRaisesRegex(NotGenuine, "seconds from now"):
            verify(body, {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": str(sent)}, key)

    def test_what_one_of_the_secrets_has_signed_is_believed(self) -> None:
        now = int(time.time())
        self.assertEqual(verify(BODY, signed(SECRET, now - 200), OTHER, SECRET)["data"]["job"], "j1")

    def test_anything_else_is_not(self) -> None:
        now = int(time.time())
        for body, headers in (
            (BODY + b" ", signed(SECRET, now)),
            (BODY, signed(OTHER, now)),
            (BODY, signed(SECRET, now) | {"Webhook-Id": "j2-0"}),
            (BODY, signed(SECRET, now - 310)),
            (BODY, signed(SECRET, now + 310)),
            (BODY, {}),
        ):
            with self.subTest(headers=headers), self.assertRaises(NotGenuine):
                verify(body, headers, SECRET)

    def test_what_is_no_secret_is_refused(self) -> None:
        for secrets in ((), ("",), (SECRET[6:],), ("whsec_%",), ("whsec_",)):
            with self.subTest(secrets=secrets), self.assertRaises(ValueError):
                verify(BODY, signed(SECRET, int(time.time())), *secrets)
