/// Tells the world how a job ended.
@NullMarked
package dev.azulejo.core.notify;

import org.jspecify.annotations.NullMarked;
