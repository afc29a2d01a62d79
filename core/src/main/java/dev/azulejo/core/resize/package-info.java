/// Results of a size that somebody asked for: what is wanted, what becomes of it, and the resampling.
@NullMarked
package dev.azulejo.core.resize;

import org.jspecify.annotations.NullMarked;
