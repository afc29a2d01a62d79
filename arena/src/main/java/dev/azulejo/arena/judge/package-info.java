/// Tells from a judge's votes whether that judge looks, and agrees with others.
@NullMarked
package dev.azulejo.arena.judge;

import org.jspecify.annotations.NullMarked;
