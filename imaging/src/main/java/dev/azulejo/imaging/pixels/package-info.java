/// Pixels in memory between a decoder and a file: blocks, filters, and the codec of stored blocks. Start
/// with [ResultPixels].
@NullMarked
package dev.azulejo.imaging.pixels;

import org.jspecify.annotations.NullMarked;
