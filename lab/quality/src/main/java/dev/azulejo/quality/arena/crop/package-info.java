/// Damaged versions of parts of an image.
@NullMarked
package dev.azulejo.quality.arena.crop;

import org.jspecify.annotations.NullMarked;
