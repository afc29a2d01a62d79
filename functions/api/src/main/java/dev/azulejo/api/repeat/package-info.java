/// Requests that come again: whoever got no answer sends the same once more.
@NullMarked
package dev.azulejo.api.repeat;

import org.jspecify.annotations.NullMarked;
