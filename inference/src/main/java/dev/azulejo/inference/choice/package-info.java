/// Which engine and provider a machine runs a model on: what was measured, and what is remembered of that.
@NullMarked
package dev.azulejo.inference.choice;

import org.jspecify.annotations.NullMarked;
