/// Pixels and their formats: whole numbers as in files, floats as models take them.
@NullMarked
package dev.azulejo.core.pixels;

import org.jspecify.annotations.NullMarked;
