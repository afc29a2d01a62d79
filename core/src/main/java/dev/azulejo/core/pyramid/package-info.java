/// Pyramids of tiles: an image at halved sizes, each cut into tiles, so a viewer loads only what it shows.
@NullMarked
package dev.azulejo.core.pyramid;

import org.jspecify.annotations.NullMarked;
