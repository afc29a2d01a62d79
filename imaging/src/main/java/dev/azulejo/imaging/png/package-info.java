/// PNG: its chunks, texts and colours read by us, its pixels by libvips; strips that are joined to one file.
/// Read [PngStream] and [PngStripEncoder] first.
@NullMarked
package dev.azulejo.imaging.png;

import org.jspecify.annotations.NullMarked;
