/// The `azulejo` command, run as users run it: a process of its own, ended by whatever ends processes.
@NullMarked
package dev.azulejo.integration.command;

import org.jspecify.annotations.NullMarked;
