/// Distributions that intervals need.
@NullMarked
package dev.azulejo.arena.statistics;

import org.jspecify.annotations.NullMarked;
