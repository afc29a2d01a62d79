/// Checks that a model's answer, reduced again, equals its input, and replaces what differs by cubic
/// interpolation.
@NullMarked
package dev.azulejo.core.infer.guard;

import org.jspecify.annotations.NullMarked;
