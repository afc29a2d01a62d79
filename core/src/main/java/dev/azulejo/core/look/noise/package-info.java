/// Measures noise, by level of grey and beside what JPEG made of it.
@NullMarked
package dev.azulejo.core.look.noise;

import org.jspecify.annotations.NullMarked;
