// Before and after, with a line between them, at any zoom. The stage is that of `azulejo compare`.
import * as api from './api.js';
import * as images from './compare/images.js';
import * as pyramids from './compare/pyramids.js';
import { showPictures } from './compare/stage.js';
import { element, h, icon } from './dom.js';
import { keepLink } from './jobtile.js';
import { ownName } from './save.js';
import { fill, text } from './texts.js';
import { isShown, isShownName } from './tile.js';
import { bytes, format, sentence, sides } from './words.js';

const MOST_PIXELS = 40e6; // that a browser may be trusted to hold as one picture, twice
const PAUSE_MS = 1000;

// `before` is an address of the source's pixels. Pictures that are too large for a browser, or of a format that it does
// not read, are shown as pyramids, which the server makes.
export function view(job, before, does, asPyramids = !canHold(job, before)) {
  const made = element('viewer').content.cloneNode(true);
  fill(made);
  document.body.append(made);
  const dialog = element('viewer-dialog');
  const result = asPyramids ? job.results[0] : resultOf(job); // pyramids are of the main one
  const left = new AbortController();
  const leave = () => {
    left.abort();
    dialog.remove();
  };
  const close = () => {
    dialog.close();
    leave(); // at once: there may be another, of the same names
  };
  dialog.addEventListener('close', event => {
    if (event.target === dialog) leave();
  });

  element('heading').textContent = job.input.name;
  element('captions').append(
    caption(text('before'), sides(job.size ?? result), bytes(job.input.bytes)),
    caption(text('after'), sides(result), `${format(result.format)}, ${bytes(result.bytes)}`));
  element('viewer-actions').append(
    keepLink(job, result, event => does.keep(event, job.results.indexOf(result))),
    h('button', { type: 'button', onclick: () => { close(); does.again(); }, 'aria-label': text('job.redoOf', job.input) },
      icon('how'), h('span', {}, text('job.redo'))),
    h('button', { type: 'button', class: 'plain', onclick: close, 'aria-label': text('close') }, icon('remove')));
  dialog.showModal();

  const failed = words => {
    if (left.signal.aborted) return;
    tell('wait', '');
    tell('problem', words);
  };
  const seeThrough = job.size?.bands === 2 || job.size?.bands === 4;
  const pictures = [
    { name: job.input.name, ...(job.size ?? { width: result.width, height: result.height }), seeThrough },
    { name: ownName(job, result), width: result.width, height: result.height, seeThrough },
  ];
  if (asPyramids) {
    showPyramids(job, pictures, dialog, left.signal, failed).catch(problem => failed(sentence(problem.message)));
    return;
  }
  show(images, [{ ...pictures[0], url: before }, { ...pictures[1], url: result.url }], dialog, () => {
    if (left.signal.aborted) return;
    close();
    view(job, before, does, true); // perhaps the server can read what the browser cannot
  });
}

const canHold = (job, before) => Boolean(before) && isShownName(job.input.name) && fits(job.size ?? resultOf(job))
  && isShown(resultOf(job).mediaType) && fits(resultOf(job));
const fits = ({ width, height }) => width * height <= MOST_PIXELS;

function resultOf({ results }) {
  return results.find(result => isShown(result.mediaType) && fits(result)) ?? results[0];
}

async function showPyramids(job, pictures, dialog, signal, failed) {
  tell('wait', text('view.tiling'));
  const [{ before, after }] = await Promise.all([preview(job.id, signal), seadragon()]);
  if (signal.aborted) return;
  tell('wait', '');
  const shown = [before, after].map((side, number) => side && { ...pictures[number], kind: 'szi', file: side.url, bytes: side.bytes })
    .filter(Boolean);
  dialog.classList.toggle('alone', shown.length === 1);
  show(pyramids, shown, dialog, failed);
}

// It takes some seconds for each 100 megapixels; what takes longer than a request is asked for again.
async function preview(id, signal) {
  for (;;) {
    try {
      return await api.preview(id, signal);
    } catch (problem) {
      if (problem.status !== 503) throw problem;
      await new Promise(go => setTimeout(go, PAUSE_MS));
    }
  }
}

let library = null;

function seadragon() {
  library ??= new Promise((done, failed) => document.head.append(
    h('script', { src: 'compare/openseadragon-5.0.1.min.js', onload: done, onerror: () => failed(api.Problem.silent()) })));
  return library;
}

function show(kind, pictures, dialog, failed) {
  const stage = element('stage');
  stage.dataset.split = text('view.split', { before: '{before}', after: '{after}' });
  const isImages = kind === images;
  element('tiles').hidden = isImages;
  for (const [number, side] of [...stage.querySelectorAll('.side')].entries()) {
    side.hidden = !isImages;
    const { url, name } = pictures[number] ?? {};
    if (isImages) Object.assign(side.querySelector('img'), { src: url, alt: `${text(number === 0 ? 'before' : 'after')}: ${name}` });
  }
  let loaded = 0;
  const surface = new kind.Surface(stage, pictures, {
    loaded: count => { stage.dataset.loaded = loaded = count ?? loaded + 1; },
    failed,
  });
  const { divider } = showPictures(pictures, { stage, surface, place: dialog });
  (divider?.slider ?? stage).focus({ preventScroll: true });
}

function tell(id, words) {
  element(id).textContent = words;
  element(id).hidden = words === '';
}

const caption = (side, size, facts) => h('p', {}, h('b', {}, side), ' ', h('span', {}, size), ' ', h('small', {}, facts));
