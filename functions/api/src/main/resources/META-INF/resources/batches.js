// Photographs that were started together. Which jobs those are this browser remembers; how far they are the server says.
import * as api from './api.js';
import { say } from './dom.js';
import { isOpen } from './jobs.js';
import { keep, recall } from './place.js';
import { photographs } from './words.js';

const REMEMBERED = 'azulejo.batches';
const MOST = 20; // older ones are shown by their day, as single photographs are
const LEAST_SECONDS = 10; // of watching, before the pace is believed

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
    const sum = what => orders.reduce((total, { quote }) => total + quote[what], 0);
    const ids = jobs.map(job => job.id);
    const batch = { id, createdAt, jobs: [...new Set(ids)], megapixels: sum('megapixels'), seconds: sum('seconds') };
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
    batch.progress = { done: view.megapixels.done, at: performance.now() };
    batch.start ??= batch.progress;
    return view.jobs.filter(({ id, status }) => known.get(id)?.status !== status).map(({ id }) => id);
  }
}

// How far it is: { done, all } megapixels, and the seconds that are left.
export function progressOf({ megapixels, seconds, start, progress }) {
  if (!progress) return { done: 0, all: megapixels, left: seconds };
  const left = Math.max(0, megapixels - progress.done);
  const watched = (progress.at - start.at) / 1000, seen = progress.done - start.done;
  const pace = watched > LEAST_SECONDS && seen > 0 ? watched / seen : seconds / megapixels;
  return { done: Math.min(progress.done, megapixels), all: megapixels, left: left * pace };
}

export function sayEnd({ jobs }, known) {
  const done = jobs.filter(job => known.get(job)?.status === 'succeeded').length;
  say(done === jobs.length ? `All ${photographs(done)} are done.` : `${photographs(jobs.length)} have ended; ${done} are done.`);
}

function remembered() {
  try {
    return JSON.parse(recall(REMEMBERED)) ?? [];
  } catch {
    return [];
  }
}

function remember(batches) {
  const kept = batches.slice(-MOST).map(({ id, createdAt, jobs, megapixels, seconds }) => ({ id, createdAt, jobs, megapixels, seconds }));
  keep(REMEMBERED, JSON.stringify(kept));
}
