// Photographs that were started together. Which jobs those are this browser remembers; how far they are the server says.
import * as api from './api.js';
import { say } from './dom.js';
import { isOpen } from './jobs.js';
import { keep, recall } from './place.js';
import { text } from './texts.js';

const REMEMBERED = 'azulejo.batches';
const MOST = 20; // older ones are shown by their day, as single photographs are
const BELIEVED_SECONDS = 10; // what was foreseen counts as much as photographs that took so long

export class Batches {
  constructor() {
    this.all = new Map(remembered().map(batch => [batch.id, batch]));
    this.ofJob = new Map([...this.all.values()].flatMap(batch => batch.jobs.map(job => [job, batch])));
  }

  of(job) {
    return this.ofJob.get(job);
  }

  // `orders` are { upload, options, quote }. Answers the job of each; the same photograph twice is one job.
  async start(orders, key) {
    const { id, createdAt, jobs } = await api.startAll(orders, key);
    const ids = jobs.map(job => job.id);
    const seconds = Object.fromEntries(ids.map((job, number) => [job, orders[number].quote.seconds]));
    const megapixels = orders.reduce((total, { quote }) => total + quote.megapixels, 0);
    const batch = { id, createdAt, jobs: Object.keys(seconds), megapixels, seconds };
    this.all.set(id, batch);
    for (const job of batch.jobs) this.ofJob.set(job, batch);
    remember([...this.all.values()]);
    return ids;
  }

  // Those with jobs that have not ended, as far as `known` tells; all jobs of one that was just started are unknown.
  open(known) {
    return [...this.all.values()].filter(batch => batch.jobs.some(job => known.has(job) && isOpen(known.get(job))));
  }

  // The jobs of a batch whose status is not what `known` says.
  async news(batch, known) {
    const view = await api.batch(batch.id);
    batch.done = view.megapixels.done;
    return view.jobs.filter(({ id, status }) => known.get(id)?.status !== status).map(({ id }) => id);
  }
}

// How far it is: { done, all } megapixels, the share of the time, and the seconds that are left. Each job was foreseen to
// take some; how much longer or shorter those take that have ended, while this page watched, holds for those to come. While
// one is at work the time only goes down.
export function progressOf(batch, known) {
  const foreseen = of => batch.jobs.filter(of).reduce((sum, job) => sum + batch.seconds[job], 0);
  const hasEnded = job => known.has(job) && !isOpen(known.get(job));
  const ended = foreseen(hasEnded), all = foreseen(() => true);
  const now = performance.now() / 1000;
  if (ended !== batch.ended) Object.assign(batch, { ended, from: now, start: batch.start ?? { ended, at: now } });
  const { start, from } = batch;
  const pace = (BELIEVED_SECONDS + from - start.at) / (BELIEVED_SECONDS + ended - start.ended);
  const under = batch.jobs.map(job => known.get(job)).filter(job => job?.status === 'running');
  const current = under.reduce((sum, { id }) => sum + batch.seconds[id], 0);
  const part = under.reduce((sum, { id, progress }) => sum + batch.seconds[id] * (progress?.tiles?.all ? progress.tiles.done / progress.tiles.all : 0), 0);
  return {
    done: Math.min(batch.done ?? 0, batch.megapixels), all: batch.megapixels, share: all > 0 ? (ended + part) / all : 0,
    left: Math.max(pace * (all - ended - current), pace * (all - ended) - (now - from)),
  };
}

export function sayEnd({ jobs }, known) {
  const done = jobs.filter(job => known.get(job)?.status === 'succeeded').length;
  say(text(done === jobs.length ? 'batch.all' : 'batch.some', { n: jobs.length, done }));
}

function remembered() {
  try {
    const batches = JSON.parse(recall(REMEMBERED)) ?? [];
    return batches.filter(({ seconds }) => typeof seconds === 'object'); // an earlier version knew their sum alone
  } catch {
    return [];
  }
}

function remember(batches) {
  const kept = batches.slice(-MOST).map(({ id, createdAt, jobs, megapixels, seconds }) => ({ id, createdAt, jobs, megapixels, seconds }));
  keep(REMEMBERED, JSON.stringify(kept));
}
