/// What every parser of strangers' bytes must do. Read [FuzzContract]; `run` beside this module lets a fuzzer work on
/// one of them.
@NullMarked
package dev.azulejo.fuzz;

import org.jspecify.annotations.NullMarked;
