@NullMarked
package dev.azulejo.quality.gate;

import org.jspecify.annotations.NullMarked;
