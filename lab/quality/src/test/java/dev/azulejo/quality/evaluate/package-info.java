@NullMarked
package dev.azulejo.quality.evaluate;

import org.jspecify.annotations.NullMarked;
