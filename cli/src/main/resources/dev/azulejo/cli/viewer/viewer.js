'use strict';
// Shows one pyramid, or two with a line between them that stays where it is on the screen at any zoom.

const pictures = JSON.parse(document.getElementById('pictures').textContent);
const element = id => document.getElementById(id);
const stage = element('stage'), slider = element('slider'), line = element('line');

const viewer = OpenSeadragon({
  element: stage,
  drawer: 'canvas', // takes tiles from a disk too, which WebGL refuses
  showNavigationControl: false,
  crossOriginPolicy: false,
  gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  animationTime: 0.4,
  minZoomImageRatio: 0.8,
  maxZoomPixelRatio: 8,
  visibilityRatio: 0.3,
});
const shown = []; // as pictures, once each has come

function say(problem) {
  element('problem').textContent = problem;
  element('problem').hidden = false;
}

// The line is at so many percent of the stage; the first picture lies to its left, the second to its right.
function divide() {
  if (shown.filter(Boolean).length < 2) return;
  const x = stage.clientWidth * slider.value / 100;
  shown.forEach((image, number) => {
    const size = image.getContentSize();
    const edge = image.viewerElementToImageCoordinates(new OpenSeadragon.Point(x, 0)).x;
    const inside = Math.min(Math.max(edge, 0), size.x);
    const [left, right] = number === 0 ? [0, inside] : [inside, size.x];
    image.setOpacity(right > left ? 1 : 0);
    if (right > left) image.setClip(new OpenSeadragon.Rect(left, 0, right - left, size.y));
  });
}

function moveLine(percent) {
  slider.value = Math.min(100, Math.max(0, percent));
  document.documentElement.style.setProperty('--at', slider.value + '%');
  divide();
}

function showLine() {
  line.hidden = slider.hidden = false;
  slider.addEventListener('input', () => moveLine(Number(slider.value)));
  const grip = element('grip');
  grip.addEventListener('pointerdown', event => {
    grip.setPointerCapture(event.pointerId);
    slider.focus();
    event.preventDefault();
  });
  grip.addEventListener('pointermove', event => {
    const box = stage.getBoundingClientRect();
    if (grip.hasPointerCapture(event.pointerId)) moveLine((event.clientX - box.left) / box.width * 100);
  });
  viewer.addHandler('viewport-change', divide);
  viewer.addHandler('resize', divide);
  moveLine(50);
  slider.focus();
}

function noteLoaded() {
  stage.dataset.loaded = shown.filter(image => image && image.getFullyLoaded()).length;
}

function add(number, tileSource) {
  viewer.addTiledImage({
    tileSource,
    x: 0,
    y: 0,
    width: 1,
    index: Math.min(number, viewer.world.getItemCount()),
    success: ({ item }) => {
      shown[number] = item;
      item.addHandler('fully-loaded-change', noteLoaded);
      if (shown.filter(Boolean).length === pictures.length) {
        viewer.viewport.goHome(true);
        divide();
      }
      noteLoaded();
    },
    error: ({ message }) => say(`${pictures[number].name} cannot be shown: ${message}`),
  });
}

function deepZoom({ width, height, tiles, format, overlap, tileSide }) {
  return new OpenSeadragon.DziTileSource({
    width, height, tilesUrl: tiles, fileFormat: format, tileOverlap: overlap, tileSize: tileSide,
  });
}

async function addSzi(number, read, size) {
  add(number, await sziSource(await StoredZip.open(read, size)));
}

// A page from a disk may read no other file unless the user gives it.
const wanted = new Set();
function want(number) {
  wanted.add(number);
  const names = [...wanted].map(wish => pictures[wish].name).join(' and ');
  element('wish').textContent = `Choose ${names}, or drop it here: a page from a disk cannot open it by itself.`;
  element('files').hidden = false;
}

async function take(files) {
  element('problem').hidden = true;
  for (const file of files) {
    const number = [...wanted].find(wish => pictures[wish].name === file.name);
    if (number === undefined) {
      say(`${file.name} is not asked for`);
      continue;
    }
    try {
      await addSzi(number, readerOfFile(file), file.size);
      wanted.delete(number);
    } catch (problem) {
      say(`${file.name} cannot be shown: ${problem.message}`);
    }
  }
  if (wanted.size === 0) element('files').hidden = true;
  else want([...wanted][0]);
}
element('picker').addEventListener('change', event => take(event.target.files));
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault();
  take(event.dataTransfer.files);
});

function name({ name: text, facts }) {
  const span = document.createElement('span');
  const strong = document.createElement('strong');
  const small = document.createElement('small');
  strong.textContent = text;
  small.textContent = facts;
  span.append(strong, ' ', small);
  return span;
}
element('names').append(...pictures.map(name));

pictures.forEach((picture, number) => {
  if (picture.kind === 'dzi') add(number, deepZoom(picture));
  else if (picture.kind === 'iiif') add(number, picture.info);
  else if (location.protocol === 'file:') want(number);
  else addSzi(number, readerOfUrl(picture.file), picture.bytes)
    .catch(problem => say(`${picture.name} cannot be shown: ${problem.message}`));
});
if (pictures.length === 2) showLine();

element('in').addEventListener('click', () => viewer.viewport.zoomBy(2));
element('out').addEventListener('click', () => viewer.viewport.zoomBy(0.5));
element('fit').addEventListener('click', () => viewer.viewport.goHome());
element('whole').addEventListener('click', () => {
  const images = shown.filter(Boolean);
  if (images.length === 0) return;
  // one pixel of the larger image to one pixel of the screen
  const largest = images.reduce((one, other) => other.getContentSize().x > one.getContentSize().x ? other : one);
  viewer.viewport.zoomTo(largest.imageToViewportZoom(1 / window.devicePixelRatio));
});
element('pixels').addEventListener('click', event => {
  const sharp = event.currentTarget.getAttribute('aria-pressed') !== 'true';
  event.currentTarget.setAttribute('aria-pressed', String(sharp));
  viewer.drawer.setImageSmoothingEnabled(!sharp);
  viewer.forceRedraw();
});
