/// Measures images: against a reference ([Metrics#compare]) or on their own ([Metrics#describe]), in one
/// pass over their rows.
@NullMarked
package dev.azulejo.quality.metric;

import org.jspecify.annotations.NullMarked;
