/// GIF: whether it is whole; libvips reads it, and nobody writes it.
/// Read [GifWatch] first.
@NullMarked
package dev.azulejo.imaging.gif;

import org.jspecify.annotations.NullMarked;
