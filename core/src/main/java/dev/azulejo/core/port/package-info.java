/// What the stages need from outside. Adapters live in other modules.
@NullMarked
package dev.azulejo.core.port;

import org.jspecify.annotations.NullMarked;
