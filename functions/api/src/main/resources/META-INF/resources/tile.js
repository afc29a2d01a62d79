// What tiles of new photographs and of jobs share: the picture, and words below it.
import { h, icon, setText } from './dom.js';
import { plainly } from './kinds.js';
import { isKnown, language, text } from './texts.js';
import { sentence } from './words.js';

const RATIOS = [0.9, 2.2]; // narrower or wider ones are shown cut; the viewer shows all
const SHOWN = /^image\/(jpeg|png|webp|avif|gif|bmp|svg\+xml)$/; // by every browser of these years

const SHOWN_NAMES = /\.(jpe?g|png|webp|avif|gif|bmp)$/i;

export const isShownName = name => SHOWN_NAMES.test(name);
export const isShown = mediaType => SHOWN.test(mediaType ?? '');

export class Tile {
  constructor(name) {
    this.image = h('img', { alt: '', decoding: 'async', draggable: false });
    this.why = h('span', { hidden: true }, text('tile.notShown'));
    this.blank = h('div', { class: 'blank' }, icon('picture'), this.why);
    this.picture = h('div', { class: 'picture' }, this.blank, this.image);
    this.heading = h('h3', { title: name }, name);
    this.facts = h('p', { class: 'facts' });
    this.notes = h('div', { class: 'notes' });
    this.actions = h('div', { class: 'actions' });
    this.node = h('li', { class: 'tile', tabIndex: -1, 'aria-label': name }, this.picture,
      h('div', { class: 'below' }, this.heading, this.facts, this.notes, this.actions));
    this.image.hidden = true;
    this.image.addEventListener('load', () => {
      this.image.hidden = false;
      this.blank.hidden = true;
      this.shape(this.image.naturalWidth, this.image.naturalHeight);
    });
    this.image.addEventListener('error', () => {
      this.isBroken = true; // or its link had expired
      this.noPicture();
    });
  }

  shape(width, height) {
    if (!width || !height) return;
    const ratio = Math.min(Math.max(width / height, RATIOS[0]), RATIOS[1]);
    this.node.style.setProperty('--ratio', ratio.toFixed(3));
  }

  show(url) {
    if (this.shown === url) return;
    Object.assign(this, { shown: url, isBroken: false });
    this.image.loading = this.image.hidden ? 'lazy' : 'eager'; // what is shown stays until the next is there
    this.image.hidden = false; // a lazy image that is hidden would never load
    this.image.src = url;
  }

  noPicture() {
    this.image.hidden = true;
    this.blank.hidden = this.why.hidden = false;
  }

  say(facts) {
    setText(this.facts, facts);
  }

  // `notes` are [kind, text], [kind, text, list] or [kind, text, list, details]; kinds: 'quiet', 'warn', 'wrong',
  // with 'said' behind it where that is what the server said.
  note(notes) {
    const mark = JSON.stringify(notes);
    if (mark === this.noted) return;
    this.noted = mark;
    this.notes.replaceChildren(...notes.map(([kind, words, list = [], details = '']) => h('div', { class: `note ${kind}` },
      details ? h('details', {}, h('summary', {}, words), h('p', { lang: 'en' }, details)) : h('p', { lang: langOf(kind) }, words),
      list.length > 0 ? h('ul', { lang: 'en' }, ...list.map(item => h('li', {}, item))) : null)));
  }

  // `actions` are functions that make a button. The focus stays in the tile when they change.
  act(mark, make) {
    if (mark === this.acted) return;
    this.acted = mark;
    const hadFocus = this.actions.contains(document.activeElement);
    this.actions.replaceChildren(...make().filter(Boolean));
    if (hadFocus) (this.actions.querySelector('button, a') ?? this.node).focus({ preventScroll: true });
  }
}

export const button = (words, name, what, { kind = '', label } = {}) =>
  h('button', { type: 'button', class: kind, onclick: what, 'aria-label': label }, name ? icon(name) : null, words);

// What is done, in plain words; on request the models, and why. `kind` is empty if none was chosen.
export function chosenNote(kind, chosen) {
  const plain = chosen ? plainly(chosen) : '';
  const words = [kind, plain || chosen].filter(Boolean).join(': ');
  return plain ? ['quiet', words, [], sentence(chosen)] : ['quiet', words];
}

export const langOf = kind => kind.endsWith(' said') ? 'en' : null;

// Why the server will not do something: in the reader's language as far as that goes, then in its own words.
export function refusalNotes({ reason, detail, advice }) {
  const key = isKnown(`refusal.${reason}`) ? `refusal.${reason}` : 'refusal.other';
  const why = language === 'en' ? [['wrong said', sentence(detail)]] : [['wrong', text(key)], ['quiet said', sentence(detail)]];
  return [...why, ...(advice ? [['quiet said', sentence(advice)]] : [])];
}

// What went wrong, as notes.
export function trouble(problem) {
  const errors = (problem.errors ?? []).map(({ pointer, detail }) => `${pointer?.split('/').pop() ?? ''} ${detail}`.trim());
  const isSaid = errors.length === 1 && problem.message.includes(errors[0]);
  const said = problem.isOwn ? '' : ' said';
  return [[`wrong${said}`, sentence(problem.message), isSaid ? [] : errors], ...(problem.advice ? [[`quiet${said}`, sentence(problem.advice)]] : [])];
}
