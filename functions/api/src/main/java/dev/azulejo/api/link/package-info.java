/// Links that open one thing for a while, for those who can send no key.
@NullMarked
package dev.azulejo.api.link;

import org.jspecify.annotations.NullMarked;
