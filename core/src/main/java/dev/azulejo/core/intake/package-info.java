/// From a source to a request.
@NullMarked
package dev.azulejo.core.intake;

import org.jspecify.annotations.NullMarked;
