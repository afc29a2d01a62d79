/// Rows of pictures as metrics read them: upright, in strips, on several threads.
@NullMarked
package dev.azulejo.quality.metric.rows;

import org.jspecify.annotations.NullMarked;
