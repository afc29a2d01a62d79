// The jobs as walls of tiles, one for each day, the newest first.
import { ask, element, h, say, setText } from './dom.js';
import { isOpen } from './jobs.js';
import { JobTile } from './jobtile.js';
import { button } from './tile.js';
import { day, photographs, sentence } from './words.js';

export class Wall {
  // `own` gives the address of a job's source where this page has its pixels.
  constructor({ own, does }) {
    Object.assign(this, { own, does, tiles: new Map(), days: new Map() });
  }

  show(job, before) {
    if (job.status === 'deleted') return this.forget(job);
    const known = this.tiles.get(job.id);
    if (known) known.update(job);
    else this.place(job);
    if (before && isOpen(before) && !isOpen(job)) sayEnd(job);
    this.days.get(dateOf(job))?.count();
  }

  place(job) {
    const tile = new JobTile(job, this.own(job.id), this.does);
    this.tiles.set(job.id, tile);
    const date = dateOf(job);
    if (!this.days.has(date)) this.addDay(date, job.createdAt);
    this.days.get(date).add(tile);
  }

  addDay(date, createdAt) {
    const added = new Day(createdAt, this.does);
    const later = [...this.days.values()].filter(({ createdAt: other }) => other < createdAt)
      .sort((one, other) => one.createdAt < other.createdAt ? 1 : -1)[0];
    element('history').insertBefore(added.node, later?.node ?? null);
    this.days.set(date, added);
  }

  forget(job) {
    const tile = this.tiles.get(job.id);
    const list = element('deleted');
    if (!list.querySelector(`[data-job="${CSS.escape(job.id)}"]`)) {
      list.lastElementChild.append(h('li', { 'data-job': job.id }, `${job.input.name}, ${day(job.createdAt).toLowerCase()}`));
      list.firstElementChild.textContent = `Removed: ${list.lastElementChild.children.length}`;
      list.hidden = false;
    }
    if (!tile) return;
    const hadFocus = tile.node.contains(document.activeElement) || document.activeElement === document.body;
    const next = tile.node.nextElementSibling ?? tile.node.previousElementSibling;
    this.tiles.delete(job.id);
    tile.forget();
    const wall = this.days.get(dateOf(job));
    wall?.remove(tile);
    if (wall?.tiles.size === 0) {
      wall.node.remove();
      this.days.delete(dateOf(job));
    }
    if (hadFocus) (next ?? element('main')).focus();
  }
}

const dateOf = ({ createdAt }) => new Date(createdAt).toDateString();

class Day {
  constructor(createdAt, does) {
    Object.assign(this, { createdAt, does, tiles: new Set() });
    const id = `day-${Date.parse(createdAt)}`;
    this.heading = h('h2', { id, tabIndex: -1 }, day(createdAt));
    this.facts = h('p', { class: 'quiet' });
    this.actions = h('div', { class: 'actions' });
    this.list = h('ul', { class: 'wall' });
    this.node = h('section', { class: 'day', 'aria-labelledby': id },
      h('div', { class: 'day-head' }, this.heading, this.facts, this.actions), this.list);
  }

  add(tile) {
    this.tiles.add(tile);
    const newer = [...this.list.children].find(node => tile.job.createdAt > node.createdAt);
    tile.node.createdAt = tile.job.createdAt;
    this.list.insertBefore(tile.node, newer ?? null);
    this.list.dataset.count = this.tiles.size;
  }

  remove(tile) {
    this.tiles.delete(tile);
    this.list.dataset.count = this.tiles.size;
    this.count();
  }

  of(...statuses) {
    return [...this.tiles].filter(({ job }) => statuses.includes(job.status));
  }

  // What can be done with several at once.
  count() {
    setText(this.heading, day(this.createdAt)); // a page can stay open over midnight
    const open = this.of('queued', 'running'), done = this.of('succeeded'), failed = this.of('failed');
    setText(this.facts, open.length > 0 ? `${done.length} of ${photographs(done.length + open.length)} done` : '');
    const mark = [open.length, done.length, failed.length].join();
    if (mark === this.mark) return;
    this.mark = mark;
    const hadFocus = this.actions.contains(document.activeElement);
    const { does } = this;
    this.actions.replaceChildren(...[
      done.length > 1 ? button(`Keep all ${done.length}`, 'keep', event => does.keepAll(done, event.currentTarget)) : null,
      failed.length > 1 ? button(`Try ${failed.length} again`, 'again', () => failed.forEach(tile => does.redrive(tile))) : null,
      open.length > 1 ? button(`Cancel ${open.length}`, 'remove', () => cancelAll(open, does)) : null,
    ].filter(Boolean));
    if (hadFocus) (this.actions.querySelector('button') ?? this.heading).focus({ preventScroll: true });
  }
}

async function cancelAll(open, does) {
  if (await ask(`Cancel ${photographs(open.length)}?`, 'What is done already stays on the server for a while, so you can go on later.', 'Cancel them')) {
    open.forEach(tile => does.cancel(tile));
  }
}

function sayEnd({ status, input, problem }) {
  const words = { succeeded: 'is done', failed: 'failed', rejected: 'was refused', cancelled: 'was cancelled' }[status] ?? `is ${status}`;
  say(`${input.name} ${words}.${problem && status !== 'cancelled' ? ` ${sentence(problem.detail)}` : ''}`);
}

