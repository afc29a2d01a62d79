/// The ports through which the stages reach the outside. Adapters live in other modules.
@NullMarked
package dev.azulejo.core.port;

import org.jspecify.annotations.NullMarked;
