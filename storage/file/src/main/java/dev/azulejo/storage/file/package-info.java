/// Stores objects in a directory, whole and safe also when a process is killed at any line: start at
/// [dev.azulejo.storage.file.FileStorage].
@NullMarked
package dev.azulejo.storage.file;

import org.jspecify.annotations.NullMarked;
