// The page of `azulejo serve`: photographs in, what would be done, progress, results, history.
import * as api from './api.js';
import { Batches, progressOf } from './batches.js';
import { ask, element, say, setText } from './dom.js';
import { Draft } from './draft.js';
import { takeFiles } from './files.js';
import { How } from './how.js';
import { Jobs, isOpen } from './jobs.js';
import { noteUnstarted, tellLost } from './lost.js';
import { isCloud } from './place.js';
import { keepAll, ownName, save } from './save.js';
import { text } from './texts.js';
import { duration, left } from './words.js';
import { view } from './viewer.js';
import { MANY, MANY_MEGAPIXELS, Wall } from './wall.js';

const SOON_MS = 15_000;
const MOST_IN_BATCH = 1000;
const AT_ONCE = 20; // photographs that are added before others have their turn

let how = null, isUnanswered = false; // `how` needs the server's recipes
const drafts = new Set();
const early = []; // files that came before the server's recipes
const own = new Map(); // of jobs that this page started: { url, upload }

const batches = new Batches();
const wall = new Wall({
  batches,
  own: id => own.get(id)?.url,
  known: () => jobs.all,
  does: {
    cancel: tile => order(tile, api.cancel),
    cancelBatch,
    redrive: tile => order(tile, api.redrive),
    remove, again, compare, keep,
    keepAll: (tiles, button) => keepAll(tiles, button, fresh),
  },
});
const jobs = new Jobs({
  batches,
  changed: (job, before) => {
    wall.show(job, before);
    drawSoon();
  },
  silent: problem => {
    setText(element('trouble'), problem ? `${problem.message} ${problem.advice ?? ''} ${text('page.retrying')}` : '');
    if (problem || !isUnanswered) return;
    isUnanswered = false;
    open(); // it was not there when the page came
  },
});

// ---- new photographs

async function add(files) {
  if (files.length === 0) return;
  if (!how) return early.push(...files);
  say(text('new.added', { n: files.length }));
  for (let first = 0; first < files.length; first += AT_ONCE) {
    if (first > 0) await new Promise(go => setTimeout(go)); // scrolling comes first
    addSome(files.slice(first, first + AT_ONCE));
    if (first > 0) continue;
    draw();
    element('new-heading').focus({ preventScroll: true });
    element('new').scrollIntoView({ block: 'start', behavior: 'instant' });
  }
}

function addSome(files) {
  const added = files.map(file => new Draft(file, { shared: () => how.shared, changed: drawSoon, adjust: draft => how.adjust(draft), drop }));
  for (const draft of added) drafts.add(draft);
  element('drafts').classList.toggle('many', drafts.size > MANY);
  element('drafts').append(...added.map(({ tile }) => tile.node));
  for (const draft of added) draft.bring();
}

function drop(draft) {
  const node = draft.tile.node;
  const next = node.nextElementSibling ?? node.previousElementSibling;
  const hadFocus = node.contains(document.activeElement);
  drafts.delete(draft);
  draft.forget();
  say(text('new.takenOut', { name: draft.name }));
  draw();
  if (hadFocus) (next ?? element('choose')).focus();
}

async function start() {
  const ready = [...drafts].filter(({ isReady }) => isReady);
  if (ready.length === 0) return;
  ready.forEach(draft => draft.become('starting'));
  const started = [];
  for (let first = 0; first < ready.length; first += MOST_IN_BATCH) {
    const some = ready.slice(first, first + MOST_IN_BATCH);
    started.push(...await (some.length === 1 ? startOne(some[0]) : startBatch(some)));
  }
  draw();
  say(text('new.started', { n: started.length }));
  if (started.length === 0) return;
  const { heading } = wall.groupOf(jobs.all.get(started[0]));
  heading.focus({ preventScroll: true });
  heading.closest('section').scrollIntoView({ block: 'start', behavior: 'instant' });
}

// Both answer the ids of the jobs, one for each photograph that was started.
async function startOne(draft) {
  try {
    const job = await api.start(draft.upload, draft.options, draft.key);
    leave(draft, job.id);
    jobs.take(job);
    return [job.id];
  } catch (problem) {
    draft.fail(problem);
    return [];
  }
}

// All or none: where one is wrong, that one says so, and the others wait for another try.
async function startBatch(some) {
  try {
    const ids = await batches.start(some, api.randomKey());
    some.forEach((draft, number) => leave(draft, ids[number]));
    await jobs.takeAll([...new Set(ids)]);
    return ids;
  } catch (problem) {
    const wrong = new Map(some.map(draft => [draft, problem.errors?.filter(({ pointer }) => pointer.startsWith(`/jobs/${some.indexOf(draft)}/`)) ?? []]));
    const isTold = [...wrong.values()].some(errors => errors.length > 0);
    for (const [draft, errors] of wrong) {
      if (errors.length > 0) draft.fail(new api.Problem({ ...problem, detail: errors[0].detail, errors }));
      else draft.become('ready');
    }
    if (!isTold) setText(element('trouble'), [problem.message, problem.advice].filter(Boolean).join(' '));
    return [];
  }
}

// It is a job now.
function leave(draft, job) {
  own.set(job, { url: draft.url, upload: draft.upload });
  drafts.delete(draft);
  draft.forget({ keepPicture: true });
}

async function cancelBatch({ id, jobs: ids }) {
  try {
    await api.cancelBatch(id);
    await jobs.bring(ids.filter(job => isOpen(jobs.all.get(job) ?? {})));
  } catch (problem) {
    setText(element('trouble'), problem.message);
  }
}

async function again(tile) {
  const { job } = tile;
  try {
    const next = await how.again(tile, own.get(job.id)?.upload ?? job.input.upload, fresh);
    if (!next) return;
    own.set(next.job.id, { url: own.get(job.id)?.url, upload: next.upload });
    jobs.take(next.job);
    say(text('new.startedAgain', { name: job.input.name }));
    wall.tiles.get(next.job.id)?.node.focus();
  } catch (problem) {
    tile.complain(problem);
    say(`${job.input.name}: ${problem.message}`);
  }
}

// ---- jobs

async function order(tile, what) {
  try {
    jobs.take(await what(tile.job.id));
  } catch (problem) {
    tile.complain(problem);
    say(`${tile.job.input.name}: ${problem.message}`);
  }
}

async function remove(tile) {
  const { name } = tile.job.input;
  if (!await ask(text('job.removeAsk', { name }), text('job.removeWords'), text('job.removeYes'))) return;
  try {
    await api.remove(tile.job.id);
    jobs.take({ ...tile.job, status: 'deleted', results: [] });
    say(text('job.removed', { name }));
    draw();
  } catch (problem) {
    tile.complain(problem);
  }
}

// The job with links that still hold.
async function fresh(tile) {
  const isStale = tile.job.results.some(({ expiresAt }) => expiresAt && Date.parse(expiresAt) < Date.now() + SOON_MS);
  if (isStale || tile.job.status !== 'succeeded') jobs.take(await api.job(tile.job.id));
  return tile.job;
}

async function compare(tile) {
  try {
    const job = await fresh(tile);
    view(job, own.get(job.id)?.url ?? job.input.url, { again: () => again(tile), keep: (event, number) => keep(event, tile, number) });
  } catch (problem) {
    tile.complain(problem);
  }
}

// The link does it, unless it has expired.
async function keep(event, tile, number) {
  const { expiresAt } = tile.job.results[number];
  if (!expiresAt || Date.parse(expiresAt) > Date.now() + SOON_MS) return;
  event.preventDefault();
  try {
    const job = await fresh(tile);
    const result = job.results[number];
    save({ url: result.url, name: ownName(job, result) });
  } catch (problem) {
    tile.complain(problem);
  }
}

// ---- the page

let isDrawn = true;

// Once for all that changes in the same moment.
function drawSoon() {
  if (!isDrawn) return;
  isDrawn = false;
  setTimeout(() => isDrawn || draw(), 30);
}

function draw() {
  isDrawn = true;
  if (!element('lock').hidden) return;
  const all = [...drafts];
  putLast(all.filter(({ state }) => state === 'refused' || state === 'broken'));
  const ready = all.filter(({ isReady }) => isReady);
  const known = [...jobs.all.values()].filter(({ status }) => status !== 'deleted');
  const working = known.filter(isOpen);
  const isEmpty = all.length === 0 && known.length === 0;
  element('new').hidden = all.length === 0;
  element('drafts').dataset.count = all.filter(({ state }) => state !== 'refused' && state !== 'broken').length;
  element('drafts').classList.toggle('many', all.length > MANY);
  element('drop').classList.toggle('alone', isEmpty);
  element('drop').hidden = !api.hasKey() || all.length > 0;
  element('add').hidden = !api.hasKey() || isEmpty;
  element('drives').hidden = isCloud || !api.hasKey();
  const isBarred = all.some(({ isHopeless }) => !isHopeless);
  element('bar').hidden = !isBarred;
  document.body.classList.toggle('has-bar', isBarred);
  element('earlier').hidden = !jobs.next;
  setText(element('how-words'), how?.words ?? '');
  setText(element('start'), ready.length > 0 ? text('bar.enhanceAll', { n: ready.length }) : text('bar.enhance'));
  element('start').setAttribute('aria-disabled', String(ready.length === 0));
  const busy = all.filter(({ state }) => ['waiting', 'uploading', 'asking', 'starting'].includes(state)).length;
  element('start').hidden = ready.length + busy === 0;
  const refused = all.filter(({ state }) => state === 'refused' || state === 'broken').length;
  const sum = what => ready.reduce((total, { quote }) => total + quote[what], 0);
  setText(element('sum'), [
    sum('megapixels') >= MANY_MEGAPIXELS ? text('bar.megapixels', { n: Math.ceil(sum('megapixels')) }) : '',
    ready.length > 0 ? duration(sum('seconds')) : '',
    busy > 0 ? text('bar.busy', { n: busy }) : '',
    refused > 0 ? text('bar.refused', { n: refused }) : '',
  ].filter(Boolean).join(' · '));
  const together = batches.open(jobs.all);
  const isOne = together.length === 1 && working.every(({ id }) => batches.of(id));
  setText(element('summary'), working.length === 0 ? ''
    : [text('page.summary', { n: working.length }), ...(isOne ? [left(progressOf(together[0], jobs.all).left)] : [])].join(' · '));
  document.title = working.length > 0 ? text('page.title', { n: working.length }) : 'Azulejo';
  noteUnstarted(all.map(({ name }) => name));
  how?.tellAgain();
}

// In the order of the page, so that Tab goes the way the eye does. What has the focus stays.
function putLast(others) {
  const list = element('drafts');
  const nodes = others.map(({ tile }) => tile.node);
  const last = [...list.children].slice(-nodes.length);
  if (nodes.length === 0 || nodes.every(node => last.includes(node)) || nodes.some(node => node.contains(document.activeElement))) return;
  list.append(...nodes);
}

function lock(problem) {
  jobs.rest();
  element('main').removeAttribute('aria-busy');
  element('lock').hidden = false;
  for (const id of ['drop', 'new', 'bar', 'add', 'drives']) element(id).hidden = true;
  setText(element('lock-why'), whyLocked(Boolean(problem) && api.hasKey()));
  element('key').focus();
}

function whyLocked(isWrong) {
  if (isCloud) return text(isWrong ? 'lock.cloudWrong' : 'lock.cloudNone');
  return text(isWrong ? 'lock.wrong' : 'lock.none');
}

async function open() {
  if (!api.hasKey()) return lock();
  try {
    const [recipes, schema] = await Promise.all([api.recipes(), api.optionSchema()]);
    how ??= new How(recipes, schema, drafts, draw);
  } catch (problem) {
    if (problem.status === 401) return;
    isUnanswered = problem.status === 0;
    if (!isUnanswered) setText(element('trouble'), problem.message);
  }
  element('lock').hidden = true;
  await jobs.refresh();
  draw();
  element('main').removeAttribute('aria-busy');
  if (how) add(early.splice(0));
}

api.whenLocked(lock);
element('lock').addEventListener('submit', event => {
  event.preventDefault();
  // The whole link may be pasted as well.
  api.takeKey(element('key').value.trim().replace(/^.*#key=/, ''));
  open();
});
window.addEventListener('hashchange', () => {
  if (location.hash.includes('key=')) {
    api.takeKeyOfAddress();
    open();
  }
});
window.addEventListener('beforeunload', event => {
  if ([...drafts].some(({ isUploading }) => isUploading)) event.preventDefault();
});
element('how').addEventListener('click', () => how.choose());
element('start').addEventListener('click', start);
element('earlier').addEventListener('click', async () => {
  try {
    await jobs.earlier();
    draw();
  } catch (problem) {
    setText(element('trouble'), problem.message);
  }
});
takeFiles(add);
tellLost();
open();
