/// The `azulejo` command: the pipeline of `core`, wired for one machine.
@NullMarked
package dev.azulejo.cli;

import org.jspecify.annotations.NullMarked;
