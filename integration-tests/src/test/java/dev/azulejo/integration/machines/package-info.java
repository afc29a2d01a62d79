/// The state machines as they are, on LocalStack, with stand-ins for functions and workers.
@NullMarked
package dev.azulejo.integration.machines;

import org.jspecify.annotations.NullMarked;
