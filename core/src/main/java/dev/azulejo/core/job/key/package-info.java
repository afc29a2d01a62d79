/// Names of jobs and of their attempts, the key under which each object lies, and which stage each object
/// starts.
@NullMarked
package dev.azulejo.core.job.key;

import org.jspecify.annotations.NullMarked;
