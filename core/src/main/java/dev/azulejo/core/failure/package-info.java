/// What a failure means for the one who sees it.
@NullMarked
package dev.azulejo.core.failure;

import org.jspecify.annotations.NullMarked;
