/// The human arena: people say which of two candidates of one source looks better, blind. What is asked
/// next, when there are enough votes and what they say is computed from values alone: here are those,
/// `ranking` has the statistics, `judge` looks at who has voted, `asking` decides what comes next.
@NullMarked
package dev.azulejo.quality.arena;

import org.jspecify.annotations.NullMarked;
