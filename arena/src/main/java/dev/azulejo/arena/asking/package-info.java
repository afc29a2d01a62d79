/// What a judge is asked next, and when there are enough votes.
@NullMarked
package dev.azulejo.arena.asking;

import org.jspecify.annotations.NullMarked;
