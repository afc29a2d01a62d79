/// JPEG: what its segments say while libvips decodes it, and strips that are joined to one file.
/// Read [JpegStripEncoder] and [JpegWatch] first.
@NullMarked
package dev.azulejo.imaging.jpeg;

import org.jspecify.annotations.NullMarked;
