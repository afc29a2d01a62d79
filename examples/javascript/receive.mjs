#!/usr/bin/env node
// Receives webhooks of Azulejo, and believes none that is not signed.
//
//   npm install standardwebhooks
//   AZULEJO_WEBHOOK_SECRET=whsec_... node receive.mjs PORT
//
// The secret is what POST /v1/webhooks answered, once. While a secret is being replaced, both may be given, with a space
// between them. Needs node 20 or newer.
import { createServer } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const MOST_BYTES = 1 << 20; // events are small; a larger body is not ours
const secrets = (process.env.AZULEJO_WEBHOOK_SECRET ?? '').split(' ').filter(Boolean).map(secret => new Webhook(secret));

const seen = new Set(); // by webhook-id; keep it where it survives a restart, for a month

// The event, if one of our secrets has signed it.
function verified(body, headers) {
  for (const secret of secrets) {
    try {
      return secret.verify(body, headers);
    } catch (problem) {
      if (!(problem instanceof WebhookVerificationError)) throw problem;
    }
  }
  return null;
}

// Here goes what you do with it: ask GET /v1/jobs/{job} for links to the results. An event that is a test has no job.
function handle(event) {
  console.log(event.type, event.data.job ?? '');
}

async function answer(request) {
  if (request.method !== 'POST') return 405;
  const pieces = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    if (length > MOST_BYTES) return 413;
    pieces.push(piece);
  }
  const body = Buffer.concat(pieces).toString(); // as it came: another form of the same JSON has another signature
  const event = verified(body, request.headers);
  if (event === null) return 401;
  // An event comes at least once. Slow work belongs after the answer, which must come within 15 s.
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    handle(event);
    seen.add(id); // not before: after a failure here the event comes again
  }
  return 204;
}

if (process.argv.length !== 3 || secrets.length === 0) {
  console.error('AZULEJO_WEBHOOK_SECRET=whsec_... node receive.mjs PORT');
  process.exit(1);
}
const server = createServer((request, response) => answer(request).then(
  status => response.writeHead(status).end(),
  problem => {
    console.error(problem);
    response.writeHead(500).end();
  }));
// Behind a proxy that has TLS.
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening on port', server.address().port));
