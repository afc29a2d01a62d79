/// The deployment: one stack, in Java. Start at [AzulejoStack].
@NullMarked
package dev.azulejo.infra;

import org.jspecify.annotations.NullMarked;
