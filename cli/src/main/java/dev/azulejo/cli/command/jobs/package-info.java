/// `azulejo jobs`: operators find jobs, see what became of them, cancel them and run them again.
@NullMarked
package dev.azulejo.cli.command.jobs;

import org.jspecify.annotations.NullMarked;
