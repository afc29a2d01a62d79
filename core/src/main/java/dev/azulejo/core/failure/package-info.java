/// Failures of stages and what helps after each.
@NullMarked
package dev.azulejo.core.failure;

import org.jspecify.annotations.NullMarked;
