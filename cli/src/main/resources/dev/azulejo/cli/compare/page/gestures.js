'use strict';
// Fingers, mouse and wheel on the stage: they move and zoom the view.

const TAP_MS = 300, TAP_PX = 10, BETWEEN_TAPS_MS = 350, BETWEEN_TAPS_PX = 40;
const WHEEL_ZOOM = 0.002, PINCH_ZOOM = 0.01; // powers of e a CSS pixel; a pinch on a touch pad comes as a wheel with Ctrl
const LINE_PX = 40, PAGE_PX = 400; // where a wheel counts in lines or pages

export function followPointers(stage, view) {
  const pointers = new Map();
  const taps = new Taps();
  const place = event => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  stage.addEventListener('pointerdown', event => {
    if (event.button !== 0) return;
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    taps.down(place(event), event.timeStamp, pointers.size);
    stage.classList.add('held');
  });

  // One finger drags; two zoom at their middle, and drag by it.
  stage.addEventListener('pointermove', event => {
    if (!pointers.has(event.pointerId)) return;
    const before = grasp(pointers);
    pointers.set(event.pointerId, place(event));
    const after = grasp(pointers);
    view.go(view.moved(view.goal.scale * after.spread / before.spread, before, after));
  });

  const release = event => {
    if (!pointers.delete(event.pointerId)) return;
    stage.classList.toggle('held', pointers.size > 0);
    const isDouble = event.type === 'pointerup' && taps.up(place(event), event.timeStamp);
    if (isDouble) view.glide(view.toggled(place(event)));
  };
  stage.addEventListener('pointerup', release);
  stage.addEventListener('pointercancel', release);

  stage.addEventListener('wheel', event => {
    event.preventDefault();
    const unit = [1, LINE_PX, PAGE_PX][event.deltaMode];
    const power = -event.deltaY * unit * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM);
    view.go(view.zoomed(view.goal.scale * Math.exp(power), place(event)));
  }, { passive: false });
}

// The middle of the first two fingers and how far they are apart; of one finger alone, that finger.
function grasp(pointers) {
  const [one, other = one] = pointers.values();
  return {
    x: (one.x + other.x) / 2,
    y: (one.y + other.y) / 2,
    spread: Math.max(1, Math.hypot(one.x - other.x, one.y - other.y)),
  };
}

const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

// Finds two taps of one finger, or two clicks, in the same place. (Browsers send `dblclick` for mice alone.)
class Taps {
  down(place, time, fingers) {
    this.start = fingers === 1 ? { place, time } : null;
  }

  // Whether this is the end of the second one.
  up(place, time) {
    const { start, last } = this;
    this.last = null;
    if (!start || time - start.time > TAP_MS || distance(place, start.place) > TAP_PX) return false;
    if (last && start.time - last.time < BETWEEN_TAPS_MS && distance(place, last.place) < BETWEEN_TAPS_PX) return true;
    this.last = { place, time };
    return false;
  }
}
