/// Looks at results without a reference: those that stand out, and models that drift.
@NullMarked
package dev.azulejo.quality.edge;

import org.jspecify.annotations.NullMarked;
