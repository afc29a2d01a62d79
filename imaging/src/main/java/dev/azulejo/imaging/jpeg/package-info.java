/// JPEG: the segments that are read while libvips decodes, and strips that are joined into one file. Start
/// with [JpegStripEncoder] and [JpegWatch].
@NullMarked
package dev.azulejo.imaging.jpeg;

import org.jspecify.annotations.NullMarked;
