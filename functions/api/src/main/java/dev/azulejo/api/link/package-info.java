/// Makes links that open one object for a while, for clients that can send no key.
@NullMarked
package dev.azulejo.api.link;

import org.jspecify.annotations.NullMarked;
