/// Finds traces of JPEG in pixels: where its blocks lie, and the quality at which they were stored.
@NullMarked
package dev.azulejo.core.look.jpeg;

import org.jspecify.annotations.NullMarked;
