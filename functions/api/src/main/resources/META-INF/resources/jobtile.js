// A job as a tile of the wall: what is done with the photograph, or was.
import { h, icon } from './dom.js';
import { isOpen } from './jobs.js';
import { kindOf } from './kinds.js';
import { ownName } from './save.js';
import { isKnown, text } from './texts.js';
import { Tile, button, chosenNote, isShown, refusalNotes, trouble } from './tile.js';
import { Veil } from './veil.js';
import { bytes, format, left, sentence, sides, stage, tiles } from './words.js';

const MOST_PIXELS = 16e6; // a larger result is shown by its source: that small, they look the same

export class JobTile {
  // `own` is what this page still has of the photograph: the address of its pixels.
  constructor(job, own, does) {
    Object.assign(this, { own, does });
    this.tile = new Tile(job.input.name);
    this.node = this.tile.node;
    this.node.dataset.job = job.id;
    this.update(job);
  }

  update(job) {
    const { tile } = this;
    this.job = job;
    this.node.dataset.state = job.status;
    if (job.size) tile.shape(job.size.width, job.size.height);
    this.showPicture();
    this.showProgress();
    tile.say(this.facts());
    tile.note(this.problem ? trouble(this.problem) : notesOf(job));
    tile.act(`${job.status} ${job.results.map(({ name }) => name).join()} ${Boolean(job.input.url)}`, () => this.actions());
    // Links are signed anew each time the job is read.
    tile.actions.querySelectorAll('a').forEach((link, number) => { link.href = job.results[number].url; });
    this.showCompare();
  }

  // What the server said to something people asked of this job.
  complain(problem) {
    this.problem = problem;
    this.update(this.job);
    this.problem = null;
  }

  showPicture() {
    const { job, tile } = this;
    const result = job.results.find(({ mediaType, width, height }) => isShown(mediaType) && width * height <= MOST_PIXELS);
    const url = result?.url ?? this.own ?? job.input.url;
    // a link to the same bytes is signed anew each time: what is shown stays
    const what = result ? `${job.id} ${job.attempt} result` : 'source';
    if (!url || (this.showing === what && !tile.isBroken)) return;
    this.showing = what;
    tile.show(url);
  }

  showProgress() {
    const { job, tile } = this;
    if (!isOpen(job)) {
      this.veil?.remove();
      this.bar?.remove();
      this.veil = this.bar = null;
      return;
    }
    if (!this.veil) {
      this.veil = new Veil();
      this.bar = h('progress', { max: 1, 'aria-label': text('job.progress', job.input) });
      tile.picture.append(this.veil.canvas, this.bar);
    }
    const { done, all } = job.progress?.tiles ?? { done: 0, all: 0 };
    this.veil.show(done, all || 24);
    if (all) this.bar.value = done / all;
    else this.bar.removeAttribute('value');
  }

  facts() {
    const { job } = this;
    const result = job.results[0];
    if (isOpen(job)) {
      const { tiles: count, secondsLeft, stage: at } = job.progress ?? {};
      const parts = [stage(job)];
      if (at === 'infer' && count?.all) parts.push(tiles(count));
      if (typeof secondsLeft === 'number' && job.status === 'running' && at === 'infer') parts.push(left(secondsLeft));
      return parts.join(' · ');
    }
    if (job.status === 'succeeded' && result) {
      const size = job.size ? `${sides(job.size)} → ${sides(result)}` : sides(result);
      const all = job.results.length > 1 ? text('job.more', { size, n: job.results.length - 1 }) : size;
      return [all, `${format(result.format)}, ${bytes(result.bytes)}`].join(' · ');
    }
    return isKnown(`status.${job.status}`) ? text(`status.${job.status}`) : job.status;
  }

  actions() {
    const { job, does } = this;
    const { name } = job.input;
    if (isOpen(job)) return [button(text('job.cancel'), 'remove', () => does.cancel(this), { label: text('job.cancelOf', { name }) })];
    const canRetry = job.status === 'failed' || job.status === 'cancelled';
    return [
      ...job.results.map((result, number) => keepLink(job, result, event => does.keep(event, this, number), job.results.length > 1, number === 0)),
      canRetry ? button(text('retry'), 'again', () => does.redrive(this), { kind: 'strong', label: text('retryOf', { name }) }) : null,
      job.input.url ? button(text('job.redo'), 'how', () => does.again(this), { label: text('job.redoOf', { name }) }) : null,
      button('', 'remove', () => does.remove(this), { kind: 'plain', label: text('job.remove', { name }) }),
    ];
  }

  showCompare() {
    const { job, tile } = this;
    const canCompare = job.status === 'succeeded' && job.results.length > 0;
    if (!canCompare) {
      this.compare?.remove();
      this.compare = null;
    } else if (!this.compare) {
      this.compare = h('button', {
        type: 'button', class: 'compare', onclick: () => this.does.compare(this),
        'aria-label': text('job.compareOf', job.input),
      }, h('span', {}, icon('compare'), text('job.compare')));
      tile.picture.append(this.compare);
    }
  }

  forget() {
    this.veil?.remove();
    this.node.remove();
  }
}

export function keepLink(job, result, onclick, isOneOfMany = false, isFirst = true) {
  const words = isOneOfMany ? `${format(result.format)} ${result.width}` : text('job.download');
  const name = ownName(job, result);
  return h('a', { href: result.url, download: name, onclick, class: isFirst ? 'button strong' : 'button', 'aria-label': text('job.downloadOf', { name }) }, icon('keep'), words);
}

function notesOf({ status, options, recipe, chosen, warnings, problem }) {
  const notes = [];
  if (problem && status === 'cancelled') notes.push(['quiet said', sentence(problem.detail)]);
  else if (problem) notes.push(...refusalNotes(problem));
  if (!problem && (chosen || recipe && recipe !== 'auto')) notes.push(chosenNote(recipe === 'auto' ? '' : kindOf(recipe), chosen));
  else if (!problem && options?.steps) notes.push(['quiet', text('job.models', options)]);
  return [...notes, ...(warnings ?? []).map(warning => ['warn said', sentence(warning)])];
}
