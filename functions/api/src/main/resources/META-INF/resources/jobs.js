// What the page knows of the server's jobs, kept up to date.
import * as api from './api.js';

const PAGE = 40;
const STREAMS = 2; // a browser has six connections to a server, for all its tabs
const POLL_MS = 1500, SILENT_MS = 5000;

export const isOpen = ({ status }) => status === 'queued' || status === 'running';

export class Jobs {
  // `changed` gets the job as it is and as it was; `silent` whether the server does not answer.
  constructor({ changed, silent }) {
    Object.assign(this, { changed, silent, all: new Map(), streams: new Map(), next: null, timer: 0 });
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
      const { jobs, next } = await api.jobs(PAGE);
      if (!this.wasRead) this.next = next;
      this.wasRead = true;
      jobs.forEach(job => this.take(job));
      const listed = new Set(jobs.map(({ id }) => id));
      const others = [...this.all.values()].filter(job => isOpen(job) && !listed.has(job.id) && !this.streams.has(job.id));
      for (const { id } of others) this.take(await api.job(id));
      this.silent(false);
      this.watch();
    } catch (problem) {
      if (problem.status === 401) return;
      this.silent(problem);
      this.later(SILENT_MS);
    }
  }

  async earlier() {
    const { jobs, next } = await api.jobs(PAGE, this.next);
    this.next = next;
    jobs.forEach(job => this.take(job));
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

  // Nobody looks: leave the connections to tabs that are seen.
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
