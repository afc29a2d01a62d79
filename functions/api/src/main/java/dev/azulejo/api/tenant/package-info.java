/// Who calls: the key that a request carries, and whose it is.
@NullMarked
package dev.azulejo.api.tenant;

import org.jspecify.annotations.NullMarked;
