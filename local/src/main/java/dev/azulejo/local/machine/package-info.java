/// What this machine gives: its environment, folders, files and memory.
@NullMarked
package dev.azulejo.cli.machine;

import org.jspecify.annotations.NullMarked;
