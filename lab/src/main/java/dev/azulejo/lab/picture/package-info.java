/// Pictures as floats, and their sources: photographs of a folder, or scenes drawn by a seed.
@NullMarked
package dev.azulejo.lab.picture;

import org.jspecify.annotations.NullMarked;
