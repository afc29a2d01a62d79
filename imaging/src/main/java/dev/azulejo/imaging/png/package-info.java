/// PNG: its chunks, texts and colours are read here, its pixels by libvips; strips are joined into one
/// file. Start with [PngStream] and [PngStripEncoder].
@NullMarked
package dev.azulejo.imaging.png;

import org.jspecify.annotations.NullMarked;
