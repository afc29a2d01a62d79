/// NIQE and PIQE: how natural a picture looks, by the statistics of its blocks.
@NullMarked
package dev.azulejo.quality.metric.natural;

import org.jspecify.annotations.NullMarked;
