@NullMarked
package dev.azulejo.quality.statistics;

import org.jspecify.annotations.NullMarked;
