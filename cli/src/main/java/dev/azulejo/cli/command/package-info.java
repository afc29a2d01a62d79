/// The subcommands: each reads its arguments and gives the work to the other rooms. There is a room for each
/// subject that users type after `azulejo`.
@NullMarked
package dev.azulejo.cli.command;

import org.jspecify.annotations.NullMarked;
