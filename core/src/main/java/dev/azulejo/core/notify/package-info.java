/// Reports how jobs ended.
@NullMarked
package dev.azulejo.core.notify;

import org.jspecify.annotations.NullMarked;
