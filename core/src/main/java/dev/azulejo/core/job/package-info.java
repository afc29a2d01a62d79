/// A job from its request to its end: [JobObjects] reads and writes what a job consists of, and the classes
/// beside it cancel, fail and redrive one. What those objects hold and are called is in the rooms below.
@NullMarked
package dev.azulejo.core.job;

import org.jspecify.annotations.NullMarked;
