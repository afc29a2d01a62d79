/// Runs a model on the fastest rung whose answers are sound, and on a safer one where they are not.
@NullMarked
package dev.azulejo.inference.ladder;

import org.jspecify.annotations.NullMarked;
