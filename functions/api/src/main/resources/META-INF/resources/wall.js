// The jobs as walls of tiles, one for each day and each batch, the newest first.
import { progressOf, sayEnd as sayEndOfBatch } from './batches.js';
import { ask, element, h, say, setText } from './dom.js';
import { isOpen } from './jobs.js';
import { JobTile } from './jobtile.js';
import { isKnown, text } from './texts.js';
import { button } from './tile.js';
import { day, left, sentence, time } from './words.js';

export const MANY = 30; // of them, those that are not seen are not laid out

export const MANY_MEGAPIXELS = 10; // fewer say less than the time does

export class Wall {
  // `own` gives the address of a job's source where this page has its pixels; `known` all jobs, by their ids.
  constructor({ own, known, batches, does }) {
    Object.assign(this, { own, known, batches, does, tiles: new Map(), groups: new Map(), uncounted: new Set() });
  }

  show(job, before) {
    if (job.status === 'deleted') return this.forget(job);
    const known = this.tiles.get(job.id);
    if (known) known.update(job);
    else this.place(job);
    const batch = this.batches.of(job.id);
    if (before && isOpen(before) && !isOpen(job) && !(batch && job.status === 'succeeded')) sayEnd(job);
    this.countSoon(this.groupOf(job));
  }

  // Once for all jobs that change in the same moment.
  countSoon(group) {
    if (!group) return;
    if (this.uncounted.size === 0) {
      queueMicrotask(() => {
        this.uncounted.forEach(its => its.count());
        this.uncounted.clear();
      });
    }
    this.uncounted.add(group);
  }

  nameOf(job) {
    return this.batches.of(job.id)?.id ?? new Date(job.createdAt).toDateString();
  }

  groupOf(job) {
    return this.groups.get(this.nameOf(job));
  }

  place(job) {
    const tile = new JobTile(job, this.own(job.id), this.does);
    this.tiles.set(job.id, tile);
    const name = this.nameOf(job), batch = this.batches.of(job.id);
    if (!this.groups.has(name)) this.groups.set(name, new Group(batch, this.does, this.known));
    const group = this.groups.get(name);
    group.add(tile);
    this.putInOrder(group, batch?.createdAt ?? job.createdAt);
  }

  // By its newest job. What has the focus keeps it.
  putInOrder(group, createdAt) {
    if (group.createdAt >= createdAt) return;
    group.createdAt = createdAt;
    const older = [...this.groups.values()].filter(other => other.createdAt < createdAt)
      .sort((one, other) => one.createdAt < other.createdAt ? 1 : -1)[0]?.node ?? null;
    if (group.node.parentNode && group.node.nextElementSibling === older) return;
    const focus = group.node.contains(document.activeElement) ? document.activeElement : null;
    element('history').insertBefore(group.node, older);
    focus?.focus({ preventScroll: true });
  }

  forget(job) {
    const tile = this.tiles.get(job.id);
    const list = element('deleted');
    if (!list.querySelector(`[data-job="${CSS.escape(job.id)}"]`)) {
      list.lastElementChild.append(h('li', { 'data-job': job.id }, `${job.input.name}, ${day(job.createdAt)}`));
      list.firstElementChild.textContent = text('history.removed', { n: list.lastElementChild.children.length });
      list.hidden = false;
    }
    if (!tile) return;
    const hadFocus = tile.node.contains(document.activeElement) || document.activeElement === document.body;
    const next = tile.node.nextElementSibling ?? tile.node.previousElementSibling;
    this.tiles.delete(job.id);
    tile.forget();
    const group = this.groupOf(job);
    group?.remove(tile);
    if (group?.tiles.size === 0) {
      group.node.remove();
      this.groups.delete(this.nameOf(job));
    }
    if (hadFocus) (next ?? element('main')).focus();
  }
}

let groups = 0;

// Those of one day, or of one batch.
class Group {
  constructor(batch, does, known) {
    Object.assign(this, { createdAt: '', batch, does, known, tiles: new Set() });
    const id = `group-${++groups}`;
    this.heading = h('h2', { id, tabIndex: -1 });
    this.facts = h('p', { class: 'quiet' });
    this.bar = h('progress', { max: 1, hidden: true, 'aria-label': text('group.progress') });
    this.actions = h('div', { class: 'actions' });
    this.list = h('ul', { class: 'wall' });
    this.node = h('section', { class: 'day', 'aria-labelledby': id },
      h('div', { class: 'day-head' }, this.heading, this.facts, this.actions, this.bar), this.list);
  }

  get words() {
    return this.batch ? `${day(this.createdAt)}, ${time(this.createdAt)}` : day(this.createdAt);
  }

  // The newest first; those of a batch in the order in which they were asked for.
  add(tile) {
    this.tiles.add(tile);
    const { job, node } = tile;
    node.place = this.batch ? String(this.batch.jobs.indexOf(job.id)).padStart(4, '0') : job.createdAt;
    const isBefore = this.batch ? other => node.place < other.place : other => node.place > other.place;
    const last = this.list.lastElementChild;
    const next = last && isBefore(last) ? [...this.list.children].find(isBefore) : null;
    this.list.insertBefore(node, next);
    this.list.dataset.count = this.tiles.size;
    this.list.classList.toggle('many', this.tiles.size > MANY);
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
    setText(this.heading, this.words); // a page can stay open over midnight
    const open = this.of('queued', 'running'), done = this.of('succeeded'), failed = this.of('failed');
    this.tell(open, done);
    const mark = [open.length, done.length, failed.length].join();
    if (mark === this.mark) return;
    this.mark = mark;
    const hadFocus = this.actions.contains(document.activeElement);
    const { does } = this;
    this.actions.replaceChildren(...[
      done.length > 1 ? button(text('group.downloadAll', { n: done.length }), 'keep', event => does.keepAll(done, event.currentTarget)) : null,
      failed.length > 1 ? button(text('group.retry', { n: failed.length }), 'again', () => failed.forEach(tile => does.redrive(tile))) : null,
      open.length > 1 ? button(text('group.cancel', { n: open.length }), 'remove', () => cancelAll(open, this.batch, does)) : null,
    ].filter(Boolean));
    if (hadFocus) (this.actions.querySelector('button') ?? this.heading).focus({ preventScroll: true });
  }

  // How far all of them are.
  tell(open, done) {
    const { batch } = this;
    const all = done.length + open.length;
    const parts = open.length > 0 ? [text('group.done', { done: done.length, n: all })] : [];
    this.bar.hidden = open.length === 0 || !batch;
    if (open.length > 0 && batch) {
      const { done: megapixels, all: allMegapixels, share, left: seconds } = progressOf(batch, this.known());
      if (allMegapixels >= MANY_MEGAPIXELS) {
        parts.push(text('group.megapixels', { done: Math.round(megapixels), n: Math.ceil(allMegapixels) }));
      }
      parts.push(left(seconds));
      this.bar.value = share;
    }
    if (batch && this.wasOpen && open.length === 0) sayEndOfBatch(batch, this.known());
    this.wasOpen = open.length > 0;
    setText(this.facts, parts.join(' · '));
  }
}

async function cancelAll(open, batch, does) {
  if (await ask(text('group.cancelAsk', { n: open.length }), text('group.cancelWords'), text('group.cancelYes'))) {
    if (batch) does.cancelBatch(batch);
    else open.forEach(tile => does.cancel(tile));
  }
}

function sayEnd({ status, input, problem }) {
  if (isKnown(`end.${status}`)) say(text(`end.${status}`, { name: input.name, why: problem ? sentence(problem.detail) : '' }));
}

