/// The subcommands of `azulejo lab`.
@NullMarked
package dev.azulejo.lab.command;

import org.jspecify.annotations.NullMarked;
