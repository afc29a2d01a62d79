/// Saves sending answers that the client has already.
@NullMarked
package dev.azulejo.api.tag;

import org.jspecify.annotations.NullMarked;
