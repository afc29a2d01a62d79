/// What a damaged part of an image looks like.
@NullMarked
package dev.azulejo.quality.arena.crop;

import org.jspecify.annotations.NullMarked;
