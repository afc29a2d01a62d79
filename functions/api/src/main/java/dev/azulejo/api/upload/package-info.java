/// Files that callers bring: where their bytes are sent, and what is known of them.
@NullMarked
package dev.azulejo.api.upload;

import org.jspecify.annotations.NullMarked;
