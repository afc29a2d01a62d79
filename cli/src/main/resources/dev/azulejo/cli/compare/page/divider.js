'use strict';
// The line between two pictures. It stays where it is on the screen, whatever the view does.
import { within } from './view.js';

const STEP = 1, LARGE_STEP = 10; // percent of the stage

export class Divider {
  constructor(stage, moved) {
    this.stage = stage;
    this.moved = moved;
    this.percent = 50;
    this.slider = document.getElementById('slider');
    this.slider.addEventListener('input', () => this.to(Number(this.slider.value)));
    this.slider.addEventListener('keydown', event => this.press(event));
    for (const id of ['line', 'grip']) {
      const handle = document.getElementById(id);
      handle.hidden = false;
      handle.addEventListener('pointerdown', event => this.hold(handle, event));
      handle.addEventListener('pointermove', event => this.follow(handle, event));
    }
    this.to(50);
  }

  // In CSS pixels from the left of the stage, on a pixel of the screen.
  get x() {
    const density = devicePixelRatio;
    return Math.round(this.stage.clientWidth * density * this.percent / 100) / density;
  }

  to(percent) {
    this.percent = within(0, percent, 100);
    this.slider.value = this.percent;
    const before = Math.round(this.percent);
    const words = this.stage.dataset.split ?? '{before} % before, {after} % after';
    this.slider.setAttribute('aria-valuetext', words.replace('{before}', before).replace('{after}', 100 - before));
    this.place();
  }

  place() {
    this.stage.style.setProperty('--at', `${this.x}px`);
    this.moved(this.x);
  }

  // The line keeps its distance from the finger: it does not jump to where the grip was touched.
  hold(handle, event) {
    if (event.button !== 0) return;
    event.stopPropagation(); // the stage is not to move
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    this.held = event.clientX - this.x;
    this.slider.focus({ preventScroll: true });
  }

  follow(handle, event) {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    this.to((event.clientX - this.held) / this.stage.clientWidth * 100);
  }

  // As a slider has them (WAI-ARIA Authoring Practices), the same in every browser.
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const next = {
      ArrowLeft: this.percent - step,
      ArrowDown: this.percent - step,
      ArrowRight: this.percent + step,
      ArrowUp: this.percent + step,
      PageDown: this.percent - LARGE_STEP,
      PageUp: this.percent + LARGE_STEP,
      Home: 0,
      End: 100,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.to(next);
  }
}
