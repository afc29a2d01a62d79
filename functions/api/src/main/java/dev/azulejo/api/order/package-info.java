/// Reads the body of a request into what intake needs for a job, and refuses what cannot be had here. Nothing
/// is written.
@NullMarked
package dev.azulejo.api.order;

import org.jspecify.annotations.NullMarked;
