@NullMarked
package dev.azulejo.cli.wiring;

import org.jspecify.annotations.NullMarked;
