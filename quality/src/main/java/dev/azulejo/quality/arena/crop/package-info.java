/// Which parts of images are shown, and what a damaged one looks like.
@NullMarked
package dev.azulejo.quality.arena.crop;

import org.jspecify.annotations.NullMarked;
