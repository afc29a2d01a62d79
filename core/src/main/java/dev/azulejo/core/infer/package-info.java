/// Enhances the tiles of a shard.
@NullMarked
package dev.azulejo.core.infer;

import org.jspecify.annotations.NullMarked;
