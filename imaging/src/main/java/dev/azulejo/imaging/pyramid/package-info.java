/// Pyramids of tiles for viewers: Deep Zoom, IIIF and SZI. Start with [PyramidEncoder].
@NullMarked
package dev.azulejo.imaging.pyramid;

import org.jspecify.annotations.NullMarked;
