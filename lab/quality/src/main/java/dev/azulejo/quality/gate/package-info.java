/// Decides whether a model may take another's place: what must be shown, and the decision with all that it
/// rests on.
@NullMarked
package dev.azulejo.quality.gate;

import org.jspecify.annotations.NullMarked;
