@NullMarked
package dev.azulejo.cli.command;

import org.jspecify.annotations.NullMarked;
