/// Ends the command: exit codes, and failures as the line that the user reads.
@NullMarked
package dev.azulejo.local.exit;

import org.jspecify.annotations.NullMarked;
