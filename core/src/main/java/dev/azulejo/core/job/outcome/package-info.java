/// How a job ended: who decided it, and what the caller is told.
@NullMarked
package dev.azulejo.core.job.outcome;

import org.jspecify.annotations.NullMarked;
