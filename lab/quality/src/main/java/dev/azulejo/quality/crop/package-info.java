/// Finds the parts of images in which several of them differ most.
@NullMarked
package dev.azulejo.quality.crop;

import org.jspecify.annotations.NullMarked;
