/// Pyramids of tiles for viewers: Deep Zoom, IIIF and SZI.
/// Read [PyramidEncoder] first.
@NullMarked
package dev.azulejo.imaging.pyramid;

import org.jspecify.annotations.NullMarked;
