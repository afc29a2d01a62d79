/// Pixels in memory on their way from a decoder to a file: blocks, filters, and the codec of stored blocks.
/// Read [ResultPixels] first.
@NullMarked
package dev.azulejo.imaging.pixels;

import org.jspecify.annotations.NullMarked;
