@NullMarked
package dev.azulejo.quality.set;

import org.jspecify.annotations.NullMarked;
