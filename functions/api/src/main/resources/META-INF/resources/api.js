// The server's API, as the page uses it.

import { forget, isCloud, keep, recall } from './place.js';
import { text } from './texts.js';

const OUTLIVING = 'azulejo.key'; // what a server of one's own must not find kept: it is good after its end
const KEY = isCloud ? OUTLIVING : 'azulejo.page-key';
let key = null;
let entering = null; // until the key that was given is exchanged
let locked = () => {};
readKey();

// What the server, or the way to it, says went wrong. `errors` name wrong fields.
export class Problem extends Error {
  // `isOwn`: these are the page's words, not the server's.
  constructor({ type, status = 0, title, detail, advice, errors = [], seconds = 0, isOwn = !detail && !title }) {
    super(detail ?? title ?? text('net.answered', { status }));
    Object.assign(this, { type, status, advice, errors, seconds, isOwn });
  }

  static silent() {
    return new Problem({ detail: text('net.silent'), advice: text(isCloud ? 'net.cloudAdvice' : 'net.advice'), isOwn: true });
  }
}

// From the link that the server printed. It does not stay in the address, where others could read it.
function readKey() {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) history.replaceState(null, '', location.pathname + location.search);
  if (!isCloud) forget(OUTLIVING); // of an earlier version
  if (given && !isCloud) takeKey(given);
  else key = recall(KEY);
}

export const hasKey = () => Boolean(key);
export const takeKeyOfAddress = readKey;
export function takeKey(given) {
  key = given;
  if (isCloud) keep(KEY, given);
  else entering = exchange(given);
}

// For one that ends with the server, which alone is kept. If that fails, the next request says why.
async function exchange(given) {
  try {
    const answer = await fetch('/v1/page-key', { method: 'POST', headers: { Authorization: `Bearer ${given}` } });
    if (!answer.ok) return;
    const { key: instead } = await answer.json();
    if (key !== given) return; // another was given meanwhile
    key = instead;
    keep(KEY, key);
  } catch {
    // see above
  }
}
export function whenLocked(what) {
  locked = what;
}

// What is asked too often in a minute is asked again when the server says so.
async function request(path, options) {
  for (;;) {
    try {
      return await requestOnce(path, options);
    } catch (problem) {
      if (problem.type !== '/v1/problems/too-many-requests') throw problem;
      await pause(problem.seconds * 1000, options?.signal);
    }
  }
}

function pause(milliseconds, signal) {
  return new Promise((done, failed) => {
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      failed(new DOMException('stopped', 'AbortError'));
    }, { once: true });
  });
}

async function requestOnce(path, { method = 'GET', body, headers = {}, signal } = {}) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  let answer;
  await entering;
  try {
    answer = await fetch(path, {
      method,
      signal,
      headers: { Authorization: `Bearer ${key}`, ...json, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (reason) {
    throw reason.name === 'AbortError' ? reason : Problem.silent();
  }
  if (answer.ok) return answer;
  const seconds = Math.max(1, Number(answer.headers.get('Retry-After')) || 1);
  const problem = new Problem({ ...await answer.json().catch(() => ({})), status: answer.status, seconds });
  if (problem.status === 401) locked(problem);
  throw problem;
}

async function call(path, options) {
  const answer = await request(path, options);
  return answer.status === 204 ? null : answer.json();
}

export const recipes = async () => (await call('/v1/recipes')).recipes;
export const optionSchema = () => call('/v1/options');
export const quote = (upload, options, signal) =>
  call('/v1/quotes', { method: 'POST', body: { input: { upload }, options }, signal });
export const start = (upload, options, idempotencyKey) =>
  call('/v1/jobs', { method: 'POST', body: { input: { upload }, options }, headers: { 'Idempotency-Key': idempotencyKey } });
export const startAll = (orders, idempotencyKey) => call('/v1/batches', {
  method: 'POST',
  body: { jobs: orders.map(({ upload, options }) => ({ input: { upload }, options })) },
  headers: { 'Idempotency-Key': idempotencyKey },
});
export const batch = id => call(`/v1/batches/${encodeURIComponent(id)}`);
export const cancelBatch = id => call(`/v1/batches/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
export const job = id => call(`/v1/jobs/${encodeURIComponent(id)}`);
export const preview = (id, signal) => call(`/v1/jobs/${encodeURIComponent(id)}/preview`, { signal });
export const cancel = id => call(`/v1/jobs/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
export const redrive = id => call(`/v1/jobs/${encodeURIComponent(id)}/redrive`, { method: 'POST' });
export const remove = id => call(`/v1/jobs/${encodeURIComponent(id)}`, { method: 'DELETE' });
export const jobs = (limit, cursor) =>
  call(`/v1/jobs?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);

// Sends a file; `progress` gets the part that is there. Answers the upload's id.
export async function upload(file, name, progress, signal) {
  const { id, parts } = await call('/v1/uploads', { method: 'POST', body: { name, bytes: file.size }, signal });
  let sent = 0;
  for (const part of [...parts].sort((one, other) => one.number - other.number)) {
    const bytes = file.slice(sent, sent + part.bytes);
    await put(part, bytes, loaded => progress(Math.min(1, (sent + loaded) / Math.max(1, file.size))), signal);
    sent += part.bytes;
  }
  return id;
}

// fetch() does not tell how much it has sent.
function put({ url, headers = {} }, bytes, progress, signal) {
  return new Promise((done, failed) => {
    const sending = new XMLHttpRequest();
    sending.open('PUT', url);
    sending.setRequestHeader('Content-Type', 'application/octet-stream');
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = event => progress(event.loaded);
    sending.onload = () => {
      const said = parsed(sending.responseText);
      // Bytes are taken once: that is what S3, or the server, says when a proxy or the browser has sent them twice.
      const isThere = sending.status === 412 || said.type === '/v1/problems/not-possible-now';
      if (sending.status < 300 || isThere) return done();
      failed(new Problem({ detail: text('net.refused'), advice: text('net.again'), isOwn: !said.detail, ...said, status: sending.status }));
    };
    // A file that has changed or gone since it was chosen ends here too, and the browser does not tell which.
    sending.onerror = () => failed(new Problem({ detail: text('net.broke'), advice: text('net.again'), isOwn: true }));
    sending.onabort = () => failed(new DOMException('stopped', 'AbortError'));
    signal?.addEventListener('abort', () => sending.abort());
    sending.send(bytes);
  });
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

// Calls `changed` with the job at each change, until it has ended or `signal` is aborted.
export async function follow(id, changed, signal) {
  const answer = await request(`/v1/jobs/${encodeURIComponent(id)}/events`, { signal, headers: { Accept: 'text/event-stream' } });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const events = rest.split(/\r?\n\r?\n/);
    rest = events.pop();
    for (const event of events) {
      const data = event.split(/\r?\n/).filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart());
      if (data.length > 0) changed(JSON.parse(data.join('\n')));
    }
  }
}

// At most `width` of the given tasks at once; the others wait.
export function lane(width) {
  let open = width;
  const waiting = [];
  return async task => {
    if (open === 0) await new Promise(go => waiting.push(go));
    else open--;
    try {
      return await task();
    } finally {
      if (waiting.length > 0) waiting.shift()();
      else open++;
    }
  };
}

// Enough randomness for a key, also where the page came by plain http from another machine.
export const randomKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

// Of a server of one's own alone.
export const drives = () => call('/v1/drives');
export const connectDrive = body => call('/v1/drives', { method: 'POST', body });
export const disconnectDrive = ({ kind, name }) => call(`/v1/drives/${kind}/${name}`, { method: 'DELETE' });
