/// Makes arenas, and says what came of them.
@NullMarked
package dev.azulejo.cli.arena;

import org.jspecify.annotations.NullMarked;
