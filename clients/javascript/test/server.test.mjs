// Each operation with a real server, which the environment names: AZULEJO_SERVER, AZULEJO_KEY (of its owner), AZULEJO_PICTURE.
// It has to allow webhooks to this machine: azulejo serve --allow-network 127.0.0.0/8
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Azulejo, NoResult, Problem, verify } from "azulejo-client";

const { AZULEJO_SERVER: server, AZULEJO_KEY: key, AZULEJO_PICTURE: file } = process.env;
const azulejo = new Azulejo(server, key);
const picture = await openAsBlob(file);

async function upload() {
  return (await azulejo.upload(picture, "cat.png")).id;
}

async function until(condition) {
  while (!(await condition())) await pause(100);
}

async function all(items) {
  const found = [];
  for await (const item of items) found.push(item.id);
  return found;
}

// Who hears how jobs end.
async function receiver(test) {
  const secrets = [];
  const events = [];
  const listening = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    try {
      events.push(await verify(Buffer.concat(pieces), request.headers, ...secrets));
      response.writeHead(204).end();
    } catch (e) {
      response.writeHead(401).end(String(e));
    }
  });
  await new Promise((resolve) => listening.listen(0, "127.0.0.1", resolve));
  test.after(() => listening.close());
  const next = async () => {
    await until(() => events.length > 0);
    return events.shift();
  };
  return { secrets, next, url: `http://127.0.0.1:${listening.address().port}/azulejo` };
}

test("a photograph is enhanced by one call", async () => {
  const result = await azulejo.enhance(picture, "cat.png", { recipe: "resize", percent: 50 });
  const png = Buffer.from(await result.arrayBuffer());
  assert.equal(png.readUInt32BE(16), 30);
});

test("a whole job", async (test) => {
  const heard = await receiver(test);
  const hook = await azulejo.createWebhook({ url: heard.url, types: ["dev.azulejo.image.enhanced.v1"] });
  heard.secrets.push(hook.secret);
  heard.secrets.push((await azulejo.createWebhook({ url: new URL(heard.url).origin, named: true })).secret);
  const input = { upload: await upload() };
  const webhook = `${heard.url}?order=17`;
  const order = { input, options: { recipe: "resize", percent: 25 }, metadata: { order: "17" }, webhook };
  assert.equal((await azulejo.createQuote(order)).results[0].width, 15);
  const seen = [];
  const job = await azulejo.wait((await azulejo.createJob(order)).id, (now) => seen.push(now.status));
  assert.deepEqual([job.status, seen.at(-1), job.metadata], ["succeeded", "succeeded", { order: "17" }]);
  assert.equal((await azulejo.download(job.results[0])).size, job.results[0].bytes);
  for (const _ of ["the webhook", "the address that the job names"]) {
    const event = await heard.next();
    assert.deepEqual([event.data.job, event.data.metadata], [job.id, { order: "17" }]);
  }
  await azulejo.deleteWebhook(hook.webhook.id);
  await azulejo.deleteJob(job.id);
  await assert.rejects(azulejo.getJob(job.id), (e) => e instanceof Problem && e.status === 410);
});

test("webhooks", async (test) => {
  const heard = await receiver(test);
  const made = await azulejo.createWebhook({ url: "http://127.0.0.1:1024/nobody" });
  const { id } = made.webhook;
  assert.equal((await azulejo.changeWebhook(id, { url: heard.url })).url, heard.url);
  heard.secrets.push((await azulejo.rotateWebhookSecret(id)).secret, made.secret);
  assert.equal((await azulejo.enableWebhook(id)).status, "enabled");
  const { event } = await azulejo.testWebhook(id);
  assert.equal((await heard.next()).type, "dev.azulejo.webhook.test.v1");
  await until(async () => (await azulejo.deliveries(id).next()).value.status === "delivered");
  await azulejo.resendWebhookDelivery(id, event);
  assert.equal((await heard.next()).data.webhook, id);
  assert.ok((await azulejo.listWebhooks()).webhooks.some((its) => its.id === id));
  assert.equal((await azulejo.getWebhook(id)).failingSince, null);
  await azulejo.deleteWebhook(id);
});

test("a batch", async () => {
  const input = { upload: await upload() };
  const jobs = [30, 40].map((percent) => ({ input, options: { percent } }));
  const batch = await azulejo.createBatch({ jobs, options: { recipe: "resize" } });
  await until(async () => (await azulejo.getBatch(batch.id)).ended);
  assert.equal((await azulejo.cancelBatch(batch.id)).counts.succeeded, 2);
  assert.ok((await all(azulejo.batches())).includes(batch.id));
});

test("lists and other words", async () => {
  const id = await upload();
  assert.ok((await azulejo.getUpload(id)).complete);
  const done = await azulejo.createEnhancement({ upload: id, width: 45 }, { wait: 25 });
  const job = await azulejo.wait(done.id);
  assert.equal((await azulejo.getEnhancement(done.id)).status, "succeeded");
  assert.ok((await azulejo.getJobPreview(job.id)).after.bytes > 0);
  assert.ok((await all(azulejo.jobs({ status: "succeeded" }))).includes(job.id));
  assert.ok((await all(azulejo.uploads())).includes(id));
  const none = await azulejo.listJobs({ recipe: "none-of-this-name", createdFrom: "2026-01-01T00:00:00Z" });
  assert.deepEqual(none.jobs, []);
  await azulejo.deleteUpload((await azulejo.createUpload({ name: "spare.png", bytes: 5 })).id);
});

test("what has ended is neither cancelled nor tried again", async () => {
  const rejected = await azulejo.enhance(new Blob(["Dear Sir or Madam"]), "letter.png").catch((e) => e);
  assert.ok(rejected instanceof NoResult && rejected.message.startsWith("the job is rejected: "), String(rejected));
  for (const refused of [() => azulejo.cancelJob(rejected.job.id), () => azulejo.redriveJob("0".repeat(24))]) {
    await assert.rejects(refused(), (e) => e instanceof Problem && [404, 409].includes(e.status));
  }
});

test("what the server can do", async () => {
  assert.ok((await azulejo.listRecipes()).recipes.some((its) => its.name === "auto"));
  assert.ok((await azulejo.listModels()).models.length > 0);
  assert.ok("recipe" in (await azulejo.getOptionsSchema()).properties);
  assert.equal((await azulejo.getLimits()).monthMegapixels, null);
  assert.equal((await azulejo.getHealth()).status, "up");
  assert.ok((await azulejo.getReadiness()).status);
});

test("tenants", async () => {
  await upload();
  assert.ok((await azulejo.listTenants()).tenants.includes("local"));
  assert.ok((await azulejo.getTenant("local")).uploads >= 1);
  await azulejo.listTenantJobs("local", { limit: 1 });
  await azulejo.listTenantUploads("local");
  for (const refused of [() => azulejo.cancelTenantJobs("nobody"), () => azulejo.eraseTenant("nobody")]) {
    await assert.rejects(refused(), /no tenant/);
  }
});

test("refusals say why", async () => {
  const order = { input: { upload: `u${"0".repeat(24)}` }, options: { quality: "high", sclae: 3 } };
  const wrong = await azulejo.createQuote(order).catch((e) => e);
  assert.deepEqual(wrong.errors.map((its) => its.pointer).sort(), ["/options/quality", "/options/sclae"]);
  await assert.rejects(new Azulejo(server, "azl_wrong").listWebhooks(), (e) => e.status === 401);
  const nobody = new Azulejo("http://127.0.0.1:9", "azl_1", { attempts: 2, firstPause: 10 });
  await assert.rejects(nobody.getLimits(), TypeError);
});
