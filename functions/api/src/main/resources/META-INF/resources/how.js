// How photographs are to be enhanced: what people choose in the sheet for all of them, for one, or for one once more.
import * as api from './api.js';
import { h } from './dom.js';
import { forecast, notesOf } from './draft.js';
import { Sheet, describe } from './options.js';
import { keep, recall } from './place.js';
import { text } from './texts.js';
import { langOf } from './tile.js';
import { duration, photographs, sentence } from './words.js';

const REMEMBERED = 'azulejo.options';
const PAUSE_MS = 350;

export class How {
  // `drafts` are the new photographs; `changed` is called when what holds for all of them did.
  constructor(recipes, schema, drafts, changed) {
    Object.assign(this, { recipes, drafts, changed });
    this.sheet = new Sheet(recipes, schema);
    this.shared = { recipe: recipes[0].name, ...remembered(recipes) };
  }

  get words() {
    return describe(this.shared, this.recipes);
  }

  // For all that have no options of their own.
  async choose() {
    const left = this.sheet.open({
      heading: text('how.heading'),
      options: this.shared,
      changed: this.later(options => {
        this.shared = options;
        remember(options);
        for (const draft of this.drafts) if (!draft.own) draft.ask();
        this.tellAbout(() => this.total());
        this.changed();
      }),
    });
    this.tellAbout(() => this.total());
    await left;
    this.subject = null;
  }

  async adjust(draft) {
    const left = this.sheet.open({
      heading: text('how.only', draft),
      options: draft.options,
      same: Boolean(draft.own),
      changed: this.later(options => {
        draft.choose(options);
        this.tellAbout(() => draft);
      }),
    });
    this.tellAbout(() => draft);
    const { how } = await left;
    this.subject = null;
    if (how === 'same') draft.choose(null);
  }

  // A job's photograph once more. Answers the job and its upload; nothing if people thought better of it.
  // `known` is an upload that the server may still have; `fresh` gives the job with links that hold.
  async again(tile, known, fresh) {
    const { job } = tile;
    const source = new Source(job.input.name, known, async () => (await fresh(tile)).input.url);
    const first = { recipe: job.recipe ?? 'auto', ...job.options };
    let turn = 0;
    const ask = async options => {
      const mine = ++turn;
      this.sheet.allow(false);
      try {
        const quote = await source.use(upload => api.quote(upload, options));
        if (mine !== turn) return;
        this.sheet.allow(!quote.refusal);
        this.tell({ state: 'ready', quote });
      } catch (problem) {
        if (mine === turn) this.tell({ problem });
      }
    };
    const soon = this.later(ask);
    const left = this.sheet.open({
      heading: text('how.redo', job.input),
      options: first,
      done: text('how.start'),
      changed: options => {
        turn++; // what comes yet is about other options
        soon(options);
      },
    });
    this.sheet.tell(text('draft.looking'));
    ask(first);
    const { how, options } = await left;
    turn++;
    if (how !== 'done') return null;
    const key = api.randomKey();
    return { job: await source.use(upload => api.start(upload, options, key)), upload: source.upload };
  }

  // Calls `what` with the options once people pause.
  later(what) {
    let timer = 0;
    return options => {
      clearTimeout(timer);
      this.subject = null;
      this.sheet.tell(options ? text('draft.looking') : '');
      if (options) timer = setTimeout(() => what(options), PAUSE_MS);
    };
  }

  // `subject` gives what the sheet is to tell of, again whenever a draft has changed.
  tellAbout(subject) {
    if (!this.sheet.dialog.open) return;
    this.subject = subject;
    this.tellAgain();
  }

  tellAgain() {
    if (this.subject) this.tell(this.subject());
  }

  tell({ state, quote, problem, words }) {
    if (words !== undefined) this.sheet.tell(words);
    else if (problem) this.sheet.tell(h('p', { class: 'bad', lang: problem.isOwn ? null : 'en' }, sentence(problem.message)), problem.errors);
    else if (quote && state !== 'asking') {
      this.sheet.tell([h('p', {}, forecast(quote)), ...notesOf(quote).map(([kind, words]) => h('p', { class: kind, lang: langOf(kind) }, words))]);
    }
  }

  // All that share their options, as one.
  total() {
    const those = [...this.drafts].filter(draft => !draft.own);
    const wrong = those.find(({ problem }) => problem?.errors?.length);
    if (wrong || those.length === 1) return wrong ?? those[0];
    if (those.length === 0) return { words: '' };
    if (those.some(({ state }) => state === 'asking')) return { state: 'asking' };
    const ready = those.filter(({ isReady }) => isReady);
    const seconds = ready.reduce((sum, { quote }) => sum + quote.seconds, 0);
    return { words: text('how.total', { photographs: photographs(ready.length), time: duration(seconds) }) };
  }
}

// A photograph that the server had. Where it no longer has the upload, its pixels go there once more.
class Source {
  constructor(name, upload, url) {
    Object.assign(this, { name, upload, url });
  }

  async use(what) {
    if (!this.upload) await this.bring();
    try {
      return await what(this.upload);
    } catch (problem) {
      if (problem.status !== 404 && problem.status !== 410) throw problem;
      await this.bring();
      return what(this.upload);
    }
  }

  async bring() {
    const url = await this.url();
    const answer = url ? await fetch(url) : null;
    if (!answer?.ok) throw new api.Problem({ detail: text('how.gone'), advice: text('how.addAgain'), isOwn: true });
    this.upload = await api.upload(await answer.blob(), this.name, () => {});
  }
}

// What was chosen last time, as far as the server still has it.
function remembered(recipes) {
  try {
    const options = JSON.parse(recall(REMEMBERED)) ?? {};
    return recipes.some(({ name }) => name === options.recipe) ? options : {};
  } catch {
    return {};
  }
}

const remember = options => keep(REMEMBERED, JSON.stringify(options));
