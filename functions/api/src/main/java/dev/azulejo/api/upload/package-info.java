/// Receives files of callers: the addresses for their bytes, and their records.
@NullMarked
package dev.azulejo.api.upload;

import org.jspecify.annotations.NullMarked;
