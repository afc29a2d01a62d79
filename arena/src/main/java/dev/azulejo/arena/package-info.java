/// The human arena: people say which of two candidates of one source looks better, blind. All decisions are
/// computed from values alone: this package has those, `ranking` the statistics, `judge` checks who has
/// voted, `asking` decides what comes next.
@NullMarked
package dev.azulejo.arena;

import org.jspecify.annotations.NullMarked;
