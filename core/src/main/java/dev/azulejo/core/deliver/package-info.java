/// From strips to the result, visible at once.
@NullMarked
package dev.azulejo.core.deliver;

import org.jspecify.annotations.NullMarked;
