// What the page knows of the server's jobs, kept up to date.
import * as api from './api.js';
import { isCloud } from './place.js';

const PAGE = 40, LARGE_PAGE = 100;
const STREAMS = 2; // a browser has six connections to a server, for all its tabs
const POLL_MS = isCloud ? 5000 : 1500, SILENT_MS = 5000;
const LIST_MS = 10_000; // while jobs of batches are all that is open: each says in one answer where its jobs stand

const lane = api.lane(3);

export const isOpen = ({ status }) => status === 'queued' || status === 'running';

export class Jobs {
  // `changed` gets the job as it is and as it was; `silent` whether the server does not answer.
  constructor({ batches, changed, silent }) {
    Object.assign(this, { batches, changed, silent, all: new Map(), streams: new Map(), next: null, timer: 0 });
    document.addEventListener('visibilitychange', () => document.hidden ? this.rest() : this.refresh());
  }

  take(job) {
    const before = this.all.get(job.id);
    if (before && isOlder(job, before)) return;
    this.all.set(job.id, job);
    if (JSON.stringify(job) !== JSON.stringify(before)) this.changed(job, before);
    this.watch();
  }

  async refresh() {
    clearTimeout(this.timer);
    this.timer = 0;
    try {
      const listed = await this.list();
      const open = [...this.all.values()].filter(isOpen);
      for (const batch of this.batches.open(this.all)) await this.bring(await this.batches.news(batch, this.all));
      await this.bring(open.map(({ id }) => id).filter(id => !listed.has(id) && !this.streams.has(id) && !this.batches.of(id)));
      this.silent(false);
      this.watch();
    } catch (problem) {
      if (problem.status === 401) return;
      this.silent(problem);
      this.later(SILENT_MS);
    }
  }

  // Answers the ids of those that are listed.
  async list() {
    const open = [...this.all.values()].filter(isOpen);
    const isInBatches = open.length > 0 && open.every(({ id }) => this.batches.of(id));
    if (isInBatches && performance.now() - this.listedAt < LIST_MS) return new Set();
    const { jobs, next } = await api.jobs(PAGE);
    this.listedAt = performance.now();
    if (!this.wasRead) this.reach(jobs, next);
    this.wasRead = true;
    jobs.forEach(job => this.take(job));
    await this.complete();
    return new Set(jobs.map(({ id }) => id));
  }

  reach(jobs, next) {
    Object.assign(this, { next, oldest: jobs.at(-1)?.createdAt ?? this.oldest });
  }

  // A batch is not shown by halves.
  async complete() {
    const isHalf = ({ jobs, createdAt }) => createdAt <= this.oldest
      && jobs.some(job => this.all.has(job)) && !jobs.every(job => this.all.has(job));
    while (this.next && [...this.batches.all.values()].some(isHalf)) await this.earlier(LARGE_PAGE);
  }

  async earlier(count = PAGE) {
    const { jobs, next } = await api.jobs(count, this.next);
    this.reach(jobs, next);
    jobs.forEach(job => this.take(job));
    if (count === PAGE) await this.complete();
  }

  // All jobs of a batch that was just started, which are the newest.
  async takeAll(ids) {
    const missing = new Set(ids);
    let cursor = null;
    do {
      const { jobs, next } = await api.jobs(LARGE_PAGE, cursor);
      for (const job of jobs) {
        this.take(job);
        missing.delete(job.id);
      }
      cursor = jobs.some(({ id }) => ids.includes(id)) ? next : null;
    } while (missing.size > 0 && cursor);
    await this.bring([...missing]); // which there were before
  }

  async bring(ids) {
    await Promise.all(ids.map(id => lane(async () => this.take(await api.job(id)))));
  }

  // Some running jobs by streams, the others by asking.
  watch() {
    if (document.hidden) return;
    const open = [...this.all.values()].filter(isOpen);
    for (const job of open.filter(({ status }) => status === 'running')) {
      if (this.streams.size >= STREAMS) break;
      if (!this.streams.has(job.id)) this.stream(job.id);
    }
    if (open.some(({ id }) => !this.streams.has(id))) this.later(POLL_MS);
  }

  async stream(id) {
    const stop = new AbortController();
    this.streams.set(id, stop);
    try {
      await api.follow(id, job => this.take(job), stop.signal);
    } catch {
      // the list tells what happened
    }
    if (this.streams.get(id) === stop) this.streams.delete(id);
    if (!stop.signal.aborted) this.later(isOpen(this.all.get(id)) ? POLL_MS : 0);
  }

  later(milliseconds) {
    if (!this.timer && !document.hidden) this.timer = setTimeout(() => this.refresh(), milliseconds);
  }

  // The tab is hidden: leave the connections to visible ones.
  rest() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.streams.forEach(stop => stop.abort());
    this.streams.clear();
  }
}

// A list that was asked for earlier can come later than the stream's news.
function isOlder(job, known) {
  if (job.attempt !== known.attempt) return job.attempt < known.attempt;
  if (job.status === 'deleted') return false;
  if (!isOpen(known)) return isOpen(job) || known.status === 'deleted';
  return isOpen(job) && (job.progress?.tiles?.done ?? 0) < (known.progress?.tiles?.done ?? 0);
}
