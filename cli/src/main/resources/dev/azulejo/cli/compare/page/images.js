'use strict';
// Two images as the browser decodes them, each on its side of the line. (pyramids.js does the same for pyramids.)

export class Surface {
  constructor(stage, pictures, { loaded, failed }) {
    this.sides = [...stage.querySelectorAll('.side')].map((side, number) => {
      const image = side.querySelector('img');
      const picture = pictures[number];
      Object.assign(image.style, { width: `${picture.width}px`, height: `${picture.height}px` });
      image.decode().then(loaded, () => failed(`${picture.name} cannot be shown: this browser cannot decode it`));
      return { image, picture };
    });
  }

  resize() {}

  show({ state, corner, width, height }) {
    for (const { image, picture } of this.sides) {
      const [x, y] = [state.scale * width / picture.width, state.scale * height / picture.height];
      image.style.transform = `translate(${corner.left}px, ${corner.top}px) scale(${x}, ${y})`;
    }
  }

  divide() {} // page.css does it by --at

  sharpen(isSharp) {
    for (const { image } of this.sides) image.style.imageRendering = isSharp ? 'pixelated' : 'auto';
  }
}
