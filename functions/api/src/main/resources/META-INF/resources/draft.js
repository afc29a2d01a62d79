// A photograph that was added and not started yet: its upload, and what would be done with it.
import * as api from './api.js';
import { say } from './dom.js';
import { kindOf } from './kinds.js';
import { text } from './texts.js';
import { Tile, button, chosenNote, refusalNotes, trouble } from './tile.js';
import { bytes, duration, format, sentence, sides } from './words.js';

const uploads = api.lane(3), quotes = api.lane(2);
let pasted = 0;

// What is pasted has no name of its own.
const nameOf = file => file.name && file.name !== 'image.png' ? file.name : `${text('new.pasted')}-${++pasted}.png`;

export class Draft {
  // `shared` gives the options for all that have none of their own; `changed` is called whenever something did.
  constructor(file, { shared, changed, adjust, drop }) {
    Object.assign(this, { file, shared, changed });
    this.name = nameOf(file);
    this.url = URL.createObjectURL(file);
    this.state = 'waiting';
    this.stop = new AbortController();
    this.tile = new Tile(this.name);
    this.tile.show(this.url);
    this.buttons = { adjust: () => adjust(this), drop: () => drop(this) };
    this.draw();
  }

  get options() {
    return this.own ?? this.shared();
  }

  get isReady() {
    return this.state === 'ready';
  }

  // With any recipe: it is no image.
  get isHopeless() {
    return this.state === 'refused' && !this.quote?.input?.width;
  }

  get isUploading() {
    return this.state === 'waiting' || this.state === 'uploading';
  }

  become(state, more = {}) {
    Object.assign(this, { state, problem: null }, more);
    this.draw();
    this.changed();
  }

  async bring() {
    this.become('waiting');
    try {
      this.upload = await uploads(() => {
        this.stop.signal.throwIfAborted();
        this.become('uploading', { part: 0 });
        const progress = part => {
          this.part = part;
          this.draw();
        };
        return api.upload(this.file, this.name, progress, this.stop.signal);
      });
    } catch (problem) {
      return this.fail(problem);
    }
    await this.ask();
  }

  fail(problem) {
    if (problem.name === 'AbortError') return;
    if (problem.status === 404 || problem.status === 410) this.upload = null; // it has expired
    this.become('broken', { problem });
    say(`${this.name}: ${problem.message}`);
  }

  // Asks what would be done. Only the newest question counts.
  async ask() {
    if (!this.upload) return;
    const turn = this.turn = (this.turn ?? 0) + 1;
    this.key = api.randomKey(); // other options are another job
    this.become('asking');
    try {
      const quote = await quotes(() => turn === this.turn ? api.quote(this.upload, this.options, this.stop.signal) : null);
      if (turn !== this.turn) return;
      this.become(quote.refusal ? 'refused' : 'ready', { quote });
      if (quote.refusal) say(text('draft.refused', { name: this.name, why: sentence(quote.refusal.detail) }));
    } catch (problem) {
      if (turn === this.turn) this.fail(problem);
    }
  }

  choose(options) {
    this.own = options;
    this.ask();
  }

  forget({ keepPicture = false } = {}) {
    this.stop.abort();
    this.tile.node.remove();
    if (!keepPicture) URL.revokeObjectURL(this.url);
  }

  retry() {
    return this.upload ? this.ask() : this.bring();
  }

  draw() {
    const { tile, state, quote, problem } = this;
    tile.node.dataset.state = state;
    tile.node.setAttribute('aria-busy', String(['waiting', 'uploading', 'asking', 'starting'].includes(state)));
    if (state === 'waiting') tile.say(text('draft.waiting', { bytes: bytes(this.file.size) }));
    else if (state === 'uploading') tile.say(text('draft.sending', { n: Math.round(this.part * 100), bytes: bytes(this.file.size) }));
    else if (state === 'asking' && !quote?.results?.length) tile.say(text('draft.looking'));
    else if (state === 'starting') tile.say(text('draft.starting'));
    else if (state === 'broken') tile.say(bytes(this.file.size));
    else if (quote) tile.say(forecast(quote));
    if (quote?.input?.width) tile.shape(quote.input.width, quote.input.height);
    if (problem) tile.note(trouble(problem));
    else if (quote && state !== 'asking') tile.note(notesOf(quote, Boolean(this.own)));
    tile.act(`${state === 'broken'} ${this.isHopeless} ${Boolean(this.own)}`, () => [
      state === 'broken' ? button(text('retry'), 'again', () => this.retry(), { label: text('retryOf', this) }) : null,
      this.isHopeless ? null : button(text('draft.change'), 'how', this.buttons.adjust, { label: text('draft.changeOf', this) }),
      button(text('draft.takeOut'), 'remove', this.buttons.drop, { label: text('draft.takeOutOf', this) }),
    ]);
  }
}

// "2,725 × 2,225 to 5,450 × 4,450 · about 4 minutes"
export function forecast({ input, results, seconds, refusal }) {
  const from = input.width ? sides(input) : bytes(input.bytes);
  if (refusal || results.length === 0) return input.format ? `${from} · ${format(input.format)}` : from;
  const to = results.map(result => result.format === input.format ? sides(result) : `${sides(result)} ${format(result.format)}`);
  return `${from} → ${to.join(', ')} · ${duration(seconds)}`;
}

export function notesOf({ recipe, chosen, warnings, refusal }, isOwn = false) {
  if (refusal) return refusalNotes(refusal);
  return [
    chosenNote(isOwn || recipe !== 'auto' ? kindOf(recipe) : '', chosen),
    ...warnings.map(warning => ['warn said', sentence(warning)]),
  ].filter(([, words]) => words !== '');
}
