/// Answers that whoever asks may have already.
@NullMarked
package dev.azulejo.api.tag;

import org.jspecify.annotations.NullMarked;
