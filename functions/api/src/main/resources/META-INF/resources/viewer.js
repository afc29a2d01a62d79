// Before and after, with a line between them, at any zoom. The stage is that of `azulejo compare`.
import { Surface } from './compare/images.js';
import { showPictures } from './compare/stage.js';
import { element, h, icon } from './dom.js';
import { keepLink } from './jobtile.js';
import { isShown } from './tile.js';
import { bytes, format, sides } from './words.js';

// `before` is an address of the source's pixels.
export function view(job, before, { again, keep }) {
  document.body.append(element('viewer').content.cloneNode(true));
  const dialog = element('viewer-dialog');
  const result = job.results.find(({ mediaType }) => isShown(mediaType));
  const close = () => dialog.close();
  dialog.addEventListener('close', event => {
    if (event.target === dialog) dialog.remove();
  });

  element('heading').textContent = job.input.name;
  element('captions').append(
    caption('Before', sides(job.size ?? result), bytes(job.input.bytes)),
    caption('After', sides(result), `${format(result.format)}, ${bytes(result.bytes)}`));
  element('viewer-actions').append(
    keepLink(result, event => keep(event, job.results.indexOf(result))),
    h('button', { type: 'button', onclick: () => { close(); again(); }, 'aria-label': `Redo ${job.input.name} with another recipe or size` },
      icon('how'), h('span', {}, 'Redo')),
    h('button', { type: 'button', class: 'plain', onclick: close, 'aria-label': 'Close' }, icon('remove')));

  const problem = element('problem');
  const stage = element('stage');
  const pictures = [
    { name: job.input.name, ...(job.size ?? { width: result.width, height: result.height }), url: before, alt: 'before' },
    { name: result.name, width: result.width, height: result.height, url: result.url, alt: 'after' },
  ];
  for (const { url, alt, name } of pictures) Object.assign(element(alt), { src: url, alt: `${alt}: ${name}` });
  dialog.showModal();
  let loaded = 0;
  const surface = new Surface(stage, pictures, {
    loaded: () => { stage.dataset.loaded = ++loaded; },
    failed: words => {
      problem.textContent = words;
      problem.hidden = false;
    },
  });
  const seeThrough = job.size?.bands === 2 || job.size?.bands === 4;
  const { divider } = showPictures(pictures.map(picture => ({ ...picture, seeThrough })), { stage, surface, place: dialog });
  divider.slider.focus({ preventScroll: true });
}

const caption = (side, size, facts) => h('p', {}, h('b', {}, side), ' ', h('span', {}, size), ' ', h('small', {}, facts));
