/// Finds small faces in a picture with a detector that the caller brings.
@NullMarked
package dev.azulejo.core.look.face;

import org.jspecify.annotations.NullMarked;
