/// Which metrics there are, and the scores that they give.
@NullMarked
package dev.azulejo.quality.metric.score;

import org.jspecify.annotations.NullMarked;
