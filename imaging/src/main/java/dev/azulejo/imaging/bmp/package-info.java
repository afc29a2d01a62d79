/// BMP, read by us: libvips does not.
/// Read [BmpRows] first.
@NullMarked
package dev.azulejo.imaging.bmp;

import org.jspecify.annotations.NullMarked;
