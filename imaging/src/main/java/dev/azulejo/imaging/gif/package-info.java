/// GIF: whether it is whole; libvips reads it, nobody writes it.
@NullMarked
package dev.azulejo.imaging.gif;

import org.jspecify.annotations.NullMarked;
