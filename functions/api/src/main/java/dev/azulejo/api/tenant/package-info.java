/// Finds the caller of a request: its key, and the tenant of that.
@NullMarked
package dev.azulejo.api.tenant;

import org.jspecify.annotations.NullMarked;
