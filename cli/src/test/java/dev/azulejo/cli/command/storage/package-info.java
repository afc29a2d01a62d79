@NullMarked
package dev.azulejo.cli.command.storage;

import org.jspecify.annotations.NullMarked;
