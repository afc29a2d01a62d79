/// Makes arenas, and says what came of them.
@NullMarked
package dev.azulejo.quality.arena;

import org.jspecify.annotations.NullMarked;
