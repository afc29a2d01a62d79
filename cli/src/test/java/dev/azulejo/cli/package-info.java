@NullMarked
package dev.azulejo.cli;

import org.jspecify.annotations.NullMarked;
