/// BMP, read by us: libvips does not.
/// Read [BmpReader] first.
@NullMarked
package dev.azulejo.imaging.bmp;

import org.jspecify.annotations.NullMarked;
