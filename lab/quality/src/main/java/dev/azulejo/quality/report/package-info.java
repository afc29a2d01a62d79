/// Compares recipes over many images: what was measured, how certain it is, and pages that show it.
@NullMarked
package dev.azulejo.quality.report;

import org.jspecify.annotations.NullMarked;
