@NullMarked
package dev.azulejo.quality.edge;

import org.jspecify.annotations.NullMarked;
