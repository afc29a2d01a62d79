/// FSIM: how alike two pictures are in their phase congruency and gradients.
@NullMarked
package dev.azulejo.quality.metric.fsim;

import org.jspecify.annotations.NullMarked;
