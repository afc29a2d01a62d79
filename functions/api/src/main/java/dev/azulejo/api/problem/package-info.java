/// Problems of requests, as in RFC 9457: a type, a sentence, and a pointer to each wrong field.
@NullMarked
package dev.azulejo.api.problem;

import org.jspecify.annotations.NullMarked;
