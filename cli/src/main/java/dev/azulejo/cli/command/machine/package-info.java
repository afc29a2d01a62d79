/// Commands that set up this machine: `serve`, `tune`, `warm-up`, `completion`, and the version.
@NullMarked
package dev.azulejo.cli.command.machine;

import org.jspecify.annotations.NullMarked;
