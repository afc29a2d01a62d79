/// Turns preferences into an order with intervals: Davidson's model, fitted by Newton's method, and its
/// errors over images and judges. It knows numbers of contenders, no names.
@NullMarked
package dev.azulejo.arena.ranking;

import org.jspecify.annotations.NullMarked;
