/// What results look like of which nobody has the truth: those that stand out, and models that drift.
@NullMarked
package dev.azulejo.quality.edge;

import org.jspecify.annotations.NullMarked;
