/// Recipes tried on many images: what `azulejo evaluate` does.
@NullMarked
package dev.azulejo.cli.evaluate;

import org.jspecify.annotations.NullMarked;
