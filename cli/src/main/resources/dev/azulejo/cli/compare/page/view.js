'use strict';
// Which part of the picture the stage shows, and how large. Knows nothing of how it is drawn.
//
// A state is { scale, x, y }: the picture's point (x, y) lies in the middle of the stage, and a pixel of the picture takes
// `scale` CSS pixels. Where two pictures lie on each other, "the picture" is the larger one.

const CLOSEST = 32; // pixels of the screen to one of the picture
const GLIDE_MS = 160;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export const within = (least, value, most) => Math.min(Math.max(value, least), most);

export class View {
  constructor({ width, height }, draw) {
    Object.assign(this, { width, height, draw });
    this.isFitted = true;
    this.frame = 0;
    this.state = this.goal = { scale: 1, x: width / 2, y: height / 2 };
  }

  // The size of the stage in CSS pixels, and how many pixels of the screen one of those is.
  resize(stageWidth, stageHeight, density) {
    Object.assign(this, { stageWidth, stageHeight, density });
    this.fitScale = Math.min(stageWidth / this.width, stageHeight / this.height);
    this.wholeScale = 1 / density;
    this.go(this.isFitted ? this.fitted() : this.goal);
  }

  get percent() {
    return this.state.scale * this.density * 100;
  }

  // The left upper corner of the picture on the stage, on a pixel of the screen, so that 100 % is exact.
  get corner() {
    const { scale, x, y } = this.state;
    const snapped = length => Math.round(length * this.density) / this.density;
    return { left: snapped(this.stageWidth / 2 - x * scale), top: snapped(this.stageHeight / 2 - y * scale) };
  }

  fitted() {
    return { scale: this.fitScale, x: this.width / 2, y: this.height / 2 };
  }

  panned(dx, dy) {
    return this.moved(this.goal.scale, { x: 0, y: 0 }, { x: dx, y: dy });
  }

  zoomed(scale, at = { x: this.stageWidth / 2, y: this.stageHeight / 2 }) {
    return this.moved(scale, at, at);
  }

  // What lay under the point `from` of the stage comes to lie under `to`.
  moved(scale, from, to) {
    const next = within(Math.min(this.fitScale, this.wholeScale), scale, CLOSEST / this.density);
    const along = (place, before, after, side) => place + (before - side / 2) / this.goal.scale - (after - side / 2) / next;
    return this.allowed({
      scale: next,
      x: along(this.goal.x, from.x, to.x, this.stageWidth),
      y: along(this.goal.y, from.y, to.y, this.stageHeight),
    });
  }

  // The next power of two of 100 %, in (1) or out (-1), but for the whole picture on the way out.
  stepped(direction) {
    const power = Math.log2(this.goal.scale * this.density);
    const next = direction > 0 ? Math.floor(power + 1.01) : Math.ceil(power - 1.01);
    const scale = 2 ** next / this.density;
    return direction < 0 && scale < this.fitScale && this.goal.scale > this.fitScale * 1.001
      ? this.fitted()
      : this.zoomed(scale);
  }

  // 100 % there, or twice the whole picture where that is larger than 100 % already; and back.
  toggled(at) {
    const near = this.fitScale < this.wholeScale * 0.99 ? this.wholeScale : this.fitScale * 2;
    return this.goal.scale < near * 0.99 ? this.zoomed(near, at) : this.fitted();
  }

  // The middle of the stage is on the picture, however far one moves. The closer the zoom is to the whole picture, the
  // closer to its middle: it comes to rest without a jump, and what lies under a pointer never slips while zooming in.
  allowed({ scale, x, y }) {
    const most = within(0, 1 - this.fitScale / scale, 0.5);
    const near = (value, side) => within(side * (0.5 - most), value, side * (0.5 + most));
    return { scale, x: near(x, this.width), y: near(y, this.height) };
  }

  // At once: what follows a finger or the wheel.
  go(state) {
    cancelAnimationFrame(this.frame);
    this.goal = state;
    this.show(state);
  }

  // By a short glide, for keys, buttons and taps; at once for people who asked their system for less motion.
  glide(goal) {
    if (calm.matches) return this.go(goal);
    cancelAnimationFrame(this.frame);
    const from = this.state;
    this.goal = goal;
    let start = null;
    const step = now => {
      start ??= now;
      const part = within(0, (now - start) / GLIDE_MS, 1);
      this.show(part < 1 ? between(from, goal, 1 - (1 - part) ** 3) : goal);
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  show(state) {
    this.state = state;
    this.isFitted = Math.abs(this.goal.scale / this.fitScale - 1) < 1e-6;
    this.draw(this);
  }
}

// A part of the way. The point that has the same place on the stage in both states keeps it on the way.
function between(from, to, part) {
  const scale = from.scale * (to.scale / from.scale) ** part;
  const zoom = 1 / from.scale - 1 / to.scale;
  const moved = Math.abs(zoom * from.scale) < 1e-9 ? part : (1 / from.scale - 1 / scale) / zoom;
  return { scale, x: from.x + (to.x - from.x) * moved, y: from.y + (to.y - from.y) * moved };
}
