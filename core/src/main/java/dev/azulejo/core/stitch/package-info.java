/// From enhanced tiles to encoded strips.
@NullMarked
package dev.azulejo.core.stitch;

import org.jspecify.annotations.NullMarked;
