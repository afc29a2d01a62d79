// A job that is running has not ended, though it has a time while its end is being told of.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Azulejo } from "azulejo-client";

test("a stream that ends early is followed by another until the status is an end", async (test) => {
  const told = [
    { status: "running", endedAt: "2026-12-01T10:00:00Z" },
    { status: "succeeded", endedAt: "2026-12-01T10:00:00Z" },
  ];
  const server = createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.end(`event:job\ndata:${JSON.stringify(told.shift())}\n\n`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  test.after(() => server.close());
  const azulejo = new Azulejo(`http://127.0.0.1:${server.address().port}`, "azl_1", { firstPause: 1 });
  assert.equal((await azulejo.wait("j1")).status, "succeeded");
});
