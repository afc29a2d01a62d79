/// What a caller did wrong, as RFC 9457 has it: a type, a sentence, and a pointer to each field.
@NullMarked
package dev.azulejo.api.problem;

import org.jspecify.annotations.NullMarked;
