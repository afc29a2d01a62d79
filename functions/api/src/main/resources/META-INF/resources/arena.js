// Two pictures and a question. Nothing here knows who made them: a question has a number, its pictures are left and right.
import { element, h, setText } from './dom.js';
import { isKnown, text } from './texts.js';

const SEAT = 'azulejo.arena';
const KEYS = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'tie', ArrowDown: 'both_bad' };
const STEPS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const STEP = 60;
const ZOOMS = [1, 2, 4];
const SIDES = ['left', 'right'];
const seat = takeSeat();
let question = null; // { number, width, height }
let choice = null;
let reasons = new Set();
let zoom = 0;
let offset = [0, 0];
let busy = false;

// From the link of an invitation; it does not stay in the address, where others could read it. It lasts as long as the tab.
function takeSeat() {
  const given = new URLSearchParams(location.hash.slice(1));
  const [arena, key] = [given.get('arena'), given.get('key')];
  try {
    if (!arena || !key) return JSON.parse(sessionStorage.getItem(SEAT)) ?? {};
    sessionStorage.setItem(SEAT, JSON.stringify({ arena, key }));
  } catch {
    // storage can be forbidden: then a reload needs the link again
  }
  if (location.hash) history.replaceState(null, '', location.pathname);
  return { arena, key };
}

async function call(path, { method = 'GET', body, accept = 'application/json' } = {}) {
  if (!seat.key) throw { status: 401 };
  let answer;
  try {
    answer = await fetch(`/v1/arenas/${encodeURIComponent(seat.arena)}${path}`, {
      method,
      headers: { Accept: accept, Authorization: `Bearer ${seat.key}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    throw { detail: text('arena.silent'), status: 0 };
  }
  if (answer.ok) return answer;
  throw { detail: text('net.answered', { status: answer.status }), ...await answer.json().catch(() => ({})), status: answer.status };
}

function tell(problem) {
  setText(element('trouble'), problem.status === 401 ? text('arena.locked') : problem.detail ?? String(problem));
}

async function picture(side) {
  const answer = await call(`/questions/${question.number}/${side}`, { accept: 'image/png' }); // else a gateway sends text
  return createImageBitmap(await answer.blob());
}

// Both pictures appear at once, so that nothing is to be learnt from which comes first.
async function next() {
  element('main').setAttribute('aria-busy', 'true');
  const given = await (await call('/questions', { method: 'POST' })).json();
  setText(element('count'), text('arena.votes', { n: given.answered }));
  question = given.done ? null : given;
  if (given.done) {
    finish(given.done);
  } else {
    const both = await Promise.all(SIDES.map(picture));
    both.forEach((bitmap, index) => draw(element(SIDES[index]), bitmap));
    choose(null);
    offset = [0, 0];
    element('question').hidden = false;
    place();
    element('said').textContent = text('arena.question', { n: given.number + 1 });
  }
  element('main').removeAttribute('aria-busy');
}

function finish(why) {
  element('question').hidden = true;
  element('words').hidden = true;
  element('done').hidden = false;
  setText(element('why'), isKnown(`arena.done.${why}`) ? text(`arena.done.${why}`) : '');
  element('done').querySelector('h2').focus();
}

function draw(canvas, bitmap) {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  bitmap.close();
}

// A pixel of a picture is one of the screen, or 2×2, or 4×4: the same on both sides, and nothing in between is made up.
function place() {
  if (!question) return;
  const scale = ZOOMS[zoom] / devicePixelRatio;
  const pane = element('left').parentElement;
  const room = [question.width * scale - pane.clientWidth, question.height * scale - pane.clientHeight].map(more => Math.max(0, more / 2));
  offset = offset.map((value, axis) => Math.min(room[axis], Math.max(-room[axis], value)));
  for (const side of SIDES) {
    const { style } = element(side);
    style.width = `${question.width * scale}px`;
    style.height = `${question.height * scale}px`;
    style.transform = `translate(${Math.round(offset[0])}px, ${Math.round(offset[1])}px)`;
  }
  element('panes').toggleAttribute('data-moves', room.some(Boolean));
  setText(element('scale'), `${ZOOMS[zoom]}×`);
}

function turnZoom() {
  const before = ZOOMS[zoom];
  zoom = (zoom + 1) % ZOOMS.length;
  offset = offset.map(value => value * ZOOMS[zoom] / before);
  place();
}

function move(x, y) {
  offset = [offset[0] + x, offset[1] + y];
  place();
}

function choose(given) {
  if (given !== null && given === choice) return send();
  choice = given;
  if (given === null) reasons = new Set();
  for (const button of element('choices').children) button.setAttribute('aria-pressed', String(button.dataset.choice === choice));
  element('send').setAttribute('aria-disabled', String(choice === null));
  showReasons();
}

function toggle(reason) {
  if (!reasons.delete(reason)) reasons.add(reason);
  showReasons();
}

function showReasons() {
  for (const chip of element('reasons').children) chip.setAttribute('aria-pressed', String(reasons.has(chip.dataset.reason)));
}

async function send() {
  if (!question || choice === null) return;
  await doing(async () => {
    try {
      await call(`/questions/${question.number}/vote`, { method: 'PUT', body: { choice, reasons: [...reasons] } });
    } catch (problem) {
      if (problem.status !== 409) throw problem; // else it was answered in another tab
    }
    await next();
  });
}

// One thing at a time: a key that is held down votes once.
async function doing(what) {
  if (busy) return;
  busy = true;
  try {
    setText(element('trouble'), '');
    await what();
  } catch (problem) {
    tell(problem);
    element('main').removeAttribute('aria-busy');
  } finally {
    busy = false;
  }
}

function pressed(event) {
  if (!question || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !event.shiftKey) return;
  const reason = element('reasons').children[Number(event.key) - 1]?.dataset.reason;
  if (event.shiftKey && STEPS[event.key]) move(...STEPS[event.key].map(step => step * STEP));
  else if (KEYS[event.key]) choose(KEYS[event.key]);
  else if (event.key.toLowerCase() === 'z') turnZoom();
  else if (reason) toggle(reason);
  else if (event.key === 'Enter' && event.target.tagName !== 'BUTTON') send();
  else return;
  event.preventDefault();
}

function drag(event) {
  if (event.buttons & 1) move(event.movementX, event.movementY);
}

async function open() {
  addEventListener('hashchange', () => location.reload());
  addEventListener('keydown', pressed);
  addEventListener('resize', place);
  element('panes').addEventListener('pointermove', drag);
  element('zoom').addEventListener('click', turnZoom);
  element('send').addEventListener('click', send);
  for (const button of element('choices').children) button.addEventListener('click', () => choose(button.dataset.choice));
  await doing(async () => {
    const arena = await (await call('')).json();
    setText(element('title'), arena.title);
    document.title = `${arena.title} · Azulejo`;
    element('reasons').append(...arena.reasons.map((reason, index) => h('button',
      { type: 'button', 'data-reason': reason, 'aria-pressed': 'false', onclick: () => toggle(reason) },
      isKnown(`arena.reason.${reason}`) ? text(`arena.reason.${reason}`) : reason, ' ', h('kbd', { class: 'fine' }, String(index + 1)))));
    await next();
  });
}

open();
