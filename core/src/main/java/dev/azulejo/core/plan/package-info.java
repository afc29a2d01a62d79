/// Turns a request into shards and a manifest.
@NullMarked
package dev.azulejo.core.plan;

import org.jspecify.annotations.NullMarked;
