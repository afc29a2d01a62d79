/// Cuts an image: tiles, shards of tiles, strips of rows. Pure geometry.
@NullMarked
package dev.azulejo.core.tiling;

import org.jspecify.annotations.NullMarked;
