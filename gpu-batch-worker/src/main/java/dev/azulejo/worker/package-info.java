/// The warm worker: a process that takes shards from a queue and keeps models in memory.
@NullMarked
package dev.azulejo.worker;

import org.jspecify.annotations.NullMarked;
