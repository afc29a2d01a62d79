@NullMarked
package dev.azulejo.quality.metric;

import org.jspecify.annotations.NullMarked;
