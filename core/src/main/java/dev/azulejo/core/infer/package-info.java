/// From a source shard to its enhanced tiles.
@NullMarked
package dev.azulejo.core.infer;

import org.jspecify.annotations.NullMarked;
