'use strict';
// One picture, or two with a line between them, on a stage: the view, the line, gestures, keys and buttons.
// `surface` draws them: images.js, or pyramids.js.
import { Divider } from './divider.js';
import { followPointers } from './gestures.js';
import { followKeys } from './keys.js';
import { View } from './view.js';

// `place` is what the keys are for: the document, or the dialog that has the stage.
export function showPictures(pictures, { stage, surface, place }) {
  const element = id => document.getElementById(id);
  const largest = pictures.reduce((one, other) => other.width * other.height > one.width * one.height ? other : one);

  // From 100 % on pixels are shown as they are, if people want that; below, several share one of the screen.
  const sharpen = () => {
    const isWanted = element('pixels').getAttribute('aria-pressed') === 'true';
    surface.sharpen(isWanted && view.percent > 99.9);
  };

  // Where the picture is on the stage is known to stage.css, too: the line and the board are as tall as it.
  const view = new View(largest, ({ state, corner, width, height, percent }) => {
    const frame = { left: corner.left, top: corner.top, width: width * state.scale, height: height * state.scale };
    Object.entries(frame).forEach(([name, length]) => stage.style.setProperty(`--${name}`, `${length}px`));
    element('percent').textContent = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
    sharpen();
    surface.show(view);
  });
  const divider = pictures.length > 1 ? new Divider(stage, x => surface.divide(x)) : null;
  followSize(stage, (width, height) => {
    surface.resize(width, height);
    view.resize(width, height, devicePixelRatio);
    divider?.place();
  });
  followPointers(stage, view);

  const help = () => element('gestures').showModal();
  const start = () => {
    view.glide(view.fitted());
    divider?.to(50);
  };
  followKeys(place, view, { start, help });
  const onClick = (id, what) => element(id).addEventListener('click', what);
  onClick('in', () => view.glide(view.stepped(1)));
  onClick('out', () => view.glide(view.stepped(-1)));
  onClick('fit', () => view.glide(view.fitted()));
  onClick('whole', () => view.glide(view.zoomed(view.wholeScale)));
  onClick('help', help);
  onClick('pixels', ({ currentTarget }) => {
    currentTarget.setAttribute('aria-pressed', String(currentTarget.getAttribute('aria-pressed') !== 'true'));
    sharpen();
  });
  element('board').hidden = !pictures.some(picture => picture.seeThrough);
  return { view, divider };
}

// The stage begins and ends on whole pixels of the screen, or nothing on it could; and of CSS where these are as whole,
// since a browser may place a canvas by those.
function followSize(stage, resized) {
  const resize = () => {
    if (!stage.isConnected) return window.removeEventListener('resize', resize);
    const box = stage.parentElement.getBoundingClientRect();
    const density = devicePixelRatio;
    const grid = Number.isInteger(density) ? 1 : density;
    const up = length => Math.ceil(length * grid - 0.01) / grid;
    const down = length => Math.floor(length * grid + 0.01) / grid;
    const [left, top] = [up(box.left) - box.left, up(box.top) - box.top];
    const [width, height] = [down(box.right) - up(box.left), down(box.bottom) - up(box.top)];
    Object.assign(stage.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    resized(width, height);
  };
  new ResizeObserver(resize).observe(stage.parentElement);
  window.addEventListener('resize', resize); // another density: the window came to another screen, or the page was zoomed
  resize();
}
