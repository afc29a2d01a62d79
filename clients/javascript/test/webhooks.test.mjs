// What is signed is believed, and nothing else.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { NotGenuine, verify } from "azulejo-client";

const SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const OTHER = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const BODY = '{"type": "dev.azulejo.image.enhanced.v1", "data": {"job": "j1"}}';

function signature(secret, id, sent, body) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return createHmac("sha256", key).update(`${id}.${sent}.${body}`).digest("base64");
}

function signed(secret, sent = now()) {
  return {
    "webhook-id": "j1-0",
    "webhook-timestamp": String(sent),
    "webhook-signature": `v1,AAAA v1,% v2,x v1,${signature(secret, "j1-0", sent, BODY)}`,
  };
}

const now = () => Math.floor(Date.now() / 1000);

test("the example of the specification has our signature", () => {
  const made = signature(OTHER, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}');
  assert.equal(made, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("what one of the secrets has signed is believed", async () => {
  assert.equal((await verify(BODY, signed(SECRET, now() - 200), OTHER, SECRET)).data.job, "j1");
  assert.equal((await verify(Buffer.from(BODY), new Headers(signed(SECRET)), SECRET)).data.job, "j1");
});

test("anything else is not", async () => {
  const cases = [
    [`${BODY} `, signed(SECRET)],
    [BODY, signed(OTHER)],
    [BODY, { ...signed(SECRET), "webhook-id": "j2-0" }],
    [BODY, signed(SECRET, now() - 310)],
    [BODY, signed(SECRET, now() + 310)],
    [BODY, {}],
  ];
  for (const [body, headers] of cases) await assert.rejects(verify(body, headers, SECRET), NotGenuine);
});

test("what is no secret is refused", async () => {
  for (const secrets of [[], [""], [SECRET.slice(6)], ["whsec_%"]]) {
    await assert.rejects(verify(BODY, signed(SECRET), ...secrets), TypeError);
  }
});
