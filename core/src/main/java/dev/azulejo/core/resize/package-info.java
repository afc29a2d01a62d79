/// Resizes results: the wanted size, the layout that follows, and the resampling.
@NullMarked
package dev.azulejo.core.resize;

import org.jspecify.annotations.NullMarked;
