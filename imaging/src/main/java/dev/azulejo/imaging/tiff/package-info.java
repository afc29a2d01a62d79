/// TIFF: its pages, the choice of their reader and their refusal; strips and tiles that are joined into one
/// file. Start with [TiffDecoder] and [TiffStripEncoder].
@NullMarked
package dev.azulejo.imaging.tiff;

import org.jspecify.annotations.NullMarked;
