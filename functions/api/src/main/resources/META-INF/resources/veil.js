// Progress as a wall of tiles: each part that is not done yet lies under a painted tile.
// The wall has about as many tiles as the picture has, but no fewer than look like a wall, and no more than can be told apart.

const LEAST_TILES = 24, MOST_TILES = 160;

export class Veil {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'veil';
    this.canvas.setAttribute('aria-hidden', 'true');
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(this.canvas);
    // A canvas of a hidden one would hold a megabyte.
    this.sight = new IntersectionObserver(([{ isIntersecting }]) => {
      this.isSeen = isIntersecting;
      this.draw();
    }, { rootMargin: '25%' });
    this.sight.observe(this.canvas);
  }

  // `done` of `all`, or how many tiles where nothing is known.
  show(done, all) {
    if (this.done === done && this.all === all) return;
    Object.assign(this, { done, all });
    this.draw();
  }

  draw() {
    if (!this.isSeen) {
      Object.assign(this.canvas, { width: 0, height: 0 });
      return;
    }
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || !height || this.all === undefined) return;
    const density = Math.min(2, devicePixelRatio);
    Object.assign(this.canvas, { width: Math.round(width * density), height: Math.round(height * density) });
    const paint = this.canvas.getContext('2d');
    paint.scale(density, density);
    const style = getComputedStyle(this.canvas);
    const tiles = Math.min(MOST_TILES, Math.max(LEAST_TILES, this.all));
    const columns = Math.max(1, Math.round(Math.sqrt(tiles * width / height)));
    const rows = Math.max(1, Math.ceil(tiles / columns));
    const onPixel = length => Math.round(length * density) / density;
    const covered = this.all > 0 ? Math.round(columns * rows * this.done / this.all) : 0;
    for (let number = covered; number < columns * rows; number++) {
      const [column, row] = [number % columns, Math.floor(number / columns)];
      const [left, right] = [column, column + 1].map(at => onPixel(at * width / columns));
      const [top, bottom] = [row, row + 1].map(at => onPixel(at * height / rows));
      this.tile(paint, style, left, top, right - left - 1, bottom - top - 1);
    }
  }

  tile(paint, style, left, top, width, height) {
    paint.fillStyle = style.getPropertyValue('--veil');
    paint.fillRect(left, top, width, height);
    if (Math.min(width, height) < 12) return;
    // Four leaves that meet in the middle, as on the sign of this page.
    paint.fillStyle = style.getPropertyValue('--veil-leaf');
    const [x, y] = [left + width / 2, top + height / 2];
    for (const [across, down] of [[-1, -1], [1, -1], [1, 1], [-1, 1]]) {
      const [cornerX, cornerY] = [x + across * width * 0.36, y + down * height * 0.36];
      paint.beginPath();
      paint.moveTo(cornerX, cornerY);
      paint.quadraticCurveTo(x, cornerY, x, y);
      paint.quadraticCurveTo(cornerX, y, cornerX, cornerY);
      paint.fill();
    }
  }

  remove() {
    this.sizes.disconnect();
    this.sight.disconnect();
    this.canvas.remove();
  }
}
