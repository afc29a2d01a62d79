/// Failing runs, made small and told.
@NullMarked
package dev.azulejo.simulator.story;

import org.jspecify.annotations.NullMarked;
