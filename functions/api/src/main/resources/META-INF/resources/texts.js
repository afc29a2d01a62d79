// What the page says, in the language that a browser asks for, as it does in Accept-Language. Each has one table,
// text-*.js, with the same keys; the server's texts stay English, and are marked so for screen readers.

const TABLES = {
  en: () => import('./text-en.js'),
  de: () => import('./text-de.js'),
  es: () => import('./text-es.js'),
  pl: () => import('./text-pl.js'),
  ja: () => import('./text-ja.js'),
};
const languageOf = tag => tag.split('-')[0];

// How numbers and dates are written is up to the region, too: `de-AT`.
export const locale = navigator.languages.find(tag => languageOf(tag) in TABLES) ?? 'en';
export const language = languageOf(locale);
document.documentElement.lang = language;

const { default: table } = await TABLES[language]();
const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);

export const isKnown = key => key in table;

// `text('bar.enhanceAll', { n: 9 })`: of a text with several forms, the one for `n`. Numbers are written as people do.
export function text(key, values = {}) {
  const found = table[key];
  if (found === undefined) throw new Error(`no text ${key}`);
  const form = typeof found === 'string' ? found : found[plurals.select(values.n)] ?? found.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === 'number' ? numbers.format(values[name]) : values[name]);
}

// A text with keys in it, such as `[Ctrl]`.
function* parts(words) {
  for (const part of words.split(/(\[[^\]]+\])/)) {
    if (!part.startsWith('[')) yield part;
    else yield Object.assign(document.createElement('kbd'), { textContent: part.slice(1, -1) });
  }
}

// Puts texts where elements ask for them: `data-text`, `data-label`, and `data-title`, which may name `data-key`.
export function fill(root) {
  for (const node of root.querySelectorAll('[data-text]')) node.replaceChildren(...parts(text(node.dataset.text)));
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text(node.dataset.label));
  for (const node of root.querySelectorAll('[data-title]')) {
    node.title = text(node.dataset.title) + (node.dataset.key ? ` (${node.dataset.key})` : '');
  }
}

fill(document);
