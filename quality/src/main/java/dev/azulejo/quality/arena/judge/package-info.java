/// What the votes of a judge say about that judge.
@NullMarked
package dev.azulejo.quality.arena.judge;

import org.jspecify.annotations.NullMarked;
