/// Finds faces by BlazeFace, in Java, without an engine.
@NullMarked
package dev.azulejo.inference.face;

import org.jspecify.annotations.NullMarked;
