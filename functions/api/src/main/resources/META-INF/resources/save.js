// Results become files of the user's.
import { h, say } from './dom.js';
import { text } from './texts.js';
import { MOST_BYTES, distinct, zip } from './zip.js';

const PAUSE_MS = 400; // between downloads, lest the browser takes them for one

// What a result is called beside its source: coffee-2x.jpg for coffee.jpg. A name of its own is left as it is.
export function ownName({ input, size }, { name, width }) {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(name);
  if (stem !== input.name.replace(/\.[^.]*$/s, '')) return name;
  const times = size ? width / size.width : NaN;
  const how = Math.abs(times - 1) < 0.01 ? 'enhanced' : Math.abs(times - Math.round(times)) < 0.01 ? `${Math.round(times)}x` : `${width}w`;
  return `${stem}-${how}${ending ?? ''}`;
}

export function save({ url, name }) {
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

// One zip; or each by itself, where a zip would be too large.
export async function keepAll(tiles, button, fresh) {
  const words = button.lastChild;
  let after = words.textContent;
  const tell = said => { words.textContent = said; };
  button.setAttribute('aria-disabled', 'true');
  try {
    const results = [];
    for (const tile of tiles) {
      const job = await fresh(tile);
      results.push(...job.results.map(result => ({ ...result, name: ownName(job, result) })));
    }
    if (results.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) return await oneByOne(results);
    const files = [];
    for (const { url, name } of results) {
      tell(text('save.fetching', { done: files.length + 1, n: results.length }));
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(text('save.unfetched', { name }));
      files.push({ name, blob: await answer.blob() });
    }
    const url = URL.createObjectURL(await zip(files));
    save({ url, name: `azulejo-${new Date().toISOString().slice(0, 10)}.zip` });
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    say(text('save.saved', { n: results.length }));
  } catch (problem) {
    say(text('save.failed', { why: problem.message }));
    after = text('save.again');
  } finally {
    button.removeAttribute('aria-disabled');
    tell(after);
  }
}

async function oneByOne(results) {
  const names = distinct(results.map(({ name }) => name));
  for (const [number, { url }] of results.entries()) {
    save({ url, name: names[number] });
    await new Promise(go => setTimeout(go, PAUSE_MS));
  }
}
