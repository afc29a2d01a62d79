/// Measures how far a picture is from a reference, and how good one looks on its own: [Metrics] reads both
/// once, and each meter beside it takes their rows.
@NullMarked
package dev.azulejo.quality.metric;

import org.jspecify.annotations.NullMarked;
