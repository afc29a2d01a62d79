'use strict';
// One pyramid, or two with a line between them: OpenSeadragon loads the tiles and draws them, the view says where.
// (images.js does the same for plain images.)
import { ChosenFiles } from './files.js';
import { StoredZip, readerOfUrl, sziSource } from './szi.js';
import { within } from './view.js';

export class Surface {
  constructor(stage, pictures, { loaded, failed }) {
    Object.assign(this, { stage, pictures, loaded, failed, shown: [] });
    this.viewer = OpenSeadragon({
      element: document.getElementById('tiles'),
      drawer: 'canvas', // takes tiles from a disk too, which WebGL refuses
      crossOriginPolicy: false,
      showNavigationControl: false,
      mouseNavEnabled: false, // gestures.js and keys.js move the view
      tabIndex: -1,
      autoResize: false,
    });
    if (location.protocol === 'file:') {
      this.files = new ChosenFiles(pictures, (number, read, size) => this.addSzi(number, read, size), failed);
    }
    pictures.forEach((picture, number) => this.open(picture, number));
  }

  open(picture, number) {
    if (picture.kind === 'dzi') this.add(number, deepZoom(picture));
    else if (picture.kind === 'iiif') this.add(number, picture.info);
    else if (this.files) this.files.want(number);
    else {
      this.addSzi(number, readerOfUrl(picture.file), picture.bytes)
        .catch(problem => this.failed(`${picture.name} cannot be shown: ${problem.message}`));
    }
  }

  async addSzi(number, read, size) {
    this.add(number, await sziSource(await StoredZip.open(read, size)));
  }

  add(number, tileSource) {
    this.viewer.addTiledImage({
      tileSource,
      x: 0,
      y: 0,
      width: 1,
      index: Math.min(number, this.viewer.world.getItemCount()),
      success: ({ item }) => {
        this.shown[number] = item;
        if (!item.source.tileOverlap) meetOnPixels(item);
        item.addHandler('fully-loaded-change', () => this.noteLoaded());
        this.noteLoaded();
        this.redraw();
      },
      error: ({ message }) => this.failed(`${this.pictures[number].name} cannot be shown: ${message}`),
    });
  }

  noteLoaded() {
    this.loaded(this.shown.filter(image => image?.getFullyLoaded()).length);
  }

  resize(width, height) {
    this.viewer.viewport.resize(new OpenSeadragon.Point(width, height));
  }

  // OpenSeadragon's unit is the width of the picture.
  show(view) {
    this.view = view;
    const side = view.width * view.state.scale;
    const { left, top } = view.corner;
    const part = new OpenSeadragon.Rect(-left / side, -top / side, view.stageWidth / side, view.stageHeight / side);
    this.viewer.viewport.fitBounds(part, true);
    this.divide(this.line);
  }

  // The first picture lies to the left of the line, the second to its right.
  divide(x) {
    this.line = x;
    if (x === undefined || !this.view || this.shown.filter(Boolean).length < 2) return;
    const across = (x - this.view.corner.left) / (this.view.width * this.view.state.scale);
    this.shown.forEach((image, number) => {
      const size = image.getContentSize();
      const inside = within(0, across * size.x, size.x);
      const [left, right] = number === 0 ? [0, inside] : [inside, size.x];
      image.setOpacity(right > left ? 1 : 0);
      if (right > left) image.setClip(new OpenSeadragon.Rect(left, 0, right - left, size.y));
    });
  }

  sharpen(isSharp) {
    if (isSharp === this.isSharp) return;
    this.isSharp = isSharp;
    this.viewer.drawer.setImageSmoothingEnabled(!isSharp);
    this.viewer.forceRedraw();
  }

  redraw() {
    if (this.view) this.show(this.view);
  }
}

function deepZoom({ width, height, tiles, format, overlap, tileSide }) {
  return new OpenSeadragon.DziTileSource({
    width, height, tilesUrl: tiles, fileFormat: format, tileOverlap: overlap, tileSize: tileSide,
  });
}

// OpenSeadragon (5.0.1, and its version is fixed) stretches tiles that do not overlap by a pixel, lest a seam shows
// between them. Tiles whose edges lie on pixels of the screen have none, and show each pixel where it belongs.
function meetOnPixels(item) {
  const place = item._positionTile;
  const snapped = length => Math.round(length * devicePixelRatio) / devicePixelRatio;
  item._positionTile = function (tile, overlap, ...rest) {
    place.call(this, tile, Number.MIN_VALUE, ...rest);
    const { position, size } = tile;
    const [left, top, right, bottom] = [position.x, position.y, position.x + size.x, position.y + size.y].map(snapped);
    tile.position = new OpenSeadragon.Point(left, top);
    tile.size = new OpenSeadragon.Point(right - left, bottom - top);
  };
}
