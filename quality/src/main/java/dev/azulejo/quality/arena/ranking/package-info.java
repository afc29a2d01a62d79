/// From who was preferred to whom to an order with intervals: Davidson's model, fitted by Newton's method,
/// and how surely, over images and judges. Knows numbers of contenders, no names.
@NullMarked
package dev.azulejo.quality.arena.ranking;

import org.jspecify.annotations.NullMarked;
