/// The subcommands: each reads its arguments and gives the work to the other rooms.
@NullMarked
package dev.azulejo.cli.command;

import org.jspecify.annotations.NullMarked;
