/// Recipes tried on many images: what `azulejo evaluate` does.
@NullMarked
package dev.azulejo.quality.evaluate;

import org.jspecify.annotations.NullMarked;
