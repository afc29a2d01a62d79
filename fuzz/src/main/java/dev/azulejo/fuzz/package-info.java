/// Fuzzes parsers of untrusted bytes. Read [FuzzContract]; `run` beside this module starts a fuzzer for one
/// of them.
@NullMarked
package dev.azulejo.fuzz;

import org.jspecify.annotations.NullMarked;
