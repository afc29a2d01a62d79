/// Describes this machine: its environment, folders, files and memory.
@NullMarked
package dev.azulejo.local.machine;

import org.jspecify.annotations.NullMarked;
