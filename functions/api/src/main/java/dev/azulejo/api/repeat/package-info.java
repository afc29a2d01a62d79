/// Recognises requests that are repeated because their answer was lost.
@NullMarked
package dev.azulejo.api.repeat;

import org.jspecify.annotations.NullMarked;
