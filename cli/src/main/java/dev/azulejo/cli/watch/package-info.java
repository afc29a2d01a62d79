/// A drop folder on this machine: what is in it, what counts, what was done.
@NullMarked
package dev.azulejo.cli.watch;

import org.jspecify.annotations.NullMarked;
