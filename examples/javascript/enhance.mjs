// Has a photograph enhanced by the HTTP API of Azulejo. Needs node 20 or newer and no packages.
//
//   export AZULEJO_SERVER=http://127.0.0.1:8787 AZULEJO_KEY=azl_…
//   node enhance.mjs photo.jpg enhanced.jpg '{"recipe": "auto", "scale": 4}'
import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

const server = (process.env.AZULEJO_SERVER ?? 'http://127.0.0.1:8787').replace(/\/+$/, '');
const key = process.env.AZULEJO_KEY ?? '';
const attempts = 6;
const busy = [429, 500, 502, 503, 504];

// The server said no, as RFC 9457 has it.
class Problem extends Error {
  constructor(status, text) {
    super(Problem.#words(status, text));
    // Bytes are taken once: this is what is said when they are sent again, as the answer was lost.
    this.isThere = status === 412 || text.includes('/v1/problems/not-possible-now');
  }

  static #words(status, text) {
    try {
      const { detail, errors = [] } = JSON.parse(text);
      return [`azulejo said no (${status}): ${detail}`,
        ...errors.map(error => `  ${error.pointer} ${error.detail}`)].join('\n');
    } catch {
      return `the server said no (${status}): ${text.slice(0, 300)}`;
    }
  }
}

// Sends what may be sent twice, again while the server is busy or the connection breaks, and reads the answer.
// Links to bytes work without the key, so it is not sent there.
async function request(method, url, { body, headers = {}, withKey = true } = {}, read = answer => answer.json()) {
  for (let attempt = 1; ; attempt++) {
    let wanted = 0;
    try {
      const answer = await fetch(url.startsWith('/') ? server + url : url, {
        method, body, headers: { ...headers, ...withKey ? { Authorization: `Bearer ${key}` } : {} },
      });
      if (answer.ok) {
        return await read(answer);
      }
      wanted = Number(answer.headers.get('Retry-After')) || 0;
      const problem = new Problem(answer.status, await answer.text());
      if (!busy.includes(answer.status) || attempt === attempts || wanted > 60) {
        throw problem;
      }
    } catch (e) {
      if (e instanceof Problem || attempt === attempts) {
        throw e;
      }
    }
    await pause(Math.max(500 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2), wanted * 1000));
  }
}

const post = (path, value, headers = {}) =>
  request('POST', path, { body: JSON.stringify(value), headers: { 'Content-Type': 'application/json', ...headers } });

async function upload(file) {
  const announced = await post('/v1/uploads', { name: basename(file), bytes: (await stat(file)).size });
  const bytes = await openAsBlob(file); // read as it is sent
  let offset = 0;
  for (const part of announced.parts) {
    const body = bytes.slice(offset, offset + part.bytes);
    await request('PUT', part.url, { body, headers: part.headers, withKey: false }, answer => answer.text())
      .catch(problem => {
        if (!problem.isThere) throw problem;
      });
    offset += part.bytes;
  }
  return announced.id;
}

// Waits for the end. In the cloud a stream of events ends after 20 seconds; then the next one begins.
async function follow(job) {
  while (['queued', 'running'].includes(job.status)) {
    const headers = { Accept: 'text/event-stream' };
    await request('GET', `/v1/jobs/${job.id}/events`, { headers }, async answer => {
      let rest = '';
      for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + text).split('\n');
        rest = lines.pop();
        for (const line of lines.filter(its => its.startsWith('data:'))) {
          job = JSON.parse(line.slice('data:'.length));
          console.error(`${job.status} ${job.progress.tiles.done}/${job.progress.tiles.all}`);
        }
      }
    });
  }
  return job;
}

// Whole or not at all.
async function save(result, file) {
  const part = `${file}.${randomUUID()}.part`;
  try {
    await request('GET', result.url, { withKey: false }, async answer => {
      await pipeline(Readable.fromWeb(answer.body), createWriteStream(part));
      if ((await stat(part)).size !== result.bytes) {
        throw new Error('the result broke off');
      }
    });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

async function enhance(source, target, options) {
  const order = { input: { upload: await upload(source) }, options };
  // Sent again with the same key, it is the same job.
  const job = await follow(await post('/v1/jobs', order, { 'Idempotency-Key': randomUUID() }));
  if (job.status !== 'succeeded') {
    throw new Error(`the job is ${job.status}: ${job.problem?.detail} (${job.problem?.reason})`);
  }
  await save(job.results[0], target);
}

const [source, target, options = '{}'] = process.argv.slice(2);
if (!target) {
  console.error('usage: node enhance.mjs FILE RESULT [OPTIONS]');
  process.exit(2);
}
try {
  await enhance(source, target, JSON.parse(options));
  console.log(target);
} catch (e) {
  console.error(e.cause ? `${e.message}: ${e.cause.message}` : e.message);
  process.exit(1);
}
