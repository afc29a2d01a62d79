@NullMarked
package dev.azulejo.cli.evaluate;

import org.jspecify.annotations.NullMarked;
