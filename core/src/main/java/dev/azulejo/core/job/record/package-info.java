/// What one stage of an attempt writes for the next: start, plan and manifest, shards, and the records that
/// close a stage.
@NullMarked
package dev.azulejo.core.job.record;

import org.jspecify.annotations.NullMarked;
