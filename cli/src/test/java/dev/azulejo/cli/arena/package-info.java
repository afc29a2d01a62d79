@NullMarked
package dev.azulejo.cli.arena;

import org.jspecify.annotations.NullMarked;
