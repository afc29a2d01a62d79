/// Makes encoded strips of enhanced tiles.
@NullMarked
package dev.azulejo.core.stitch;

import org.jspecify.annotations.NullMarked;
