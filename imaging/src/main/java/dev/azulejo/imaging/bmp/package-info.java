/// BMP, which libvips does not read. Start with [BmpReader].
@NullMarked
package dev.azulejo.imaging.bmp;

import org.jspecify.annotations.NullMarked;
