@NullMarked
package dev.azulejo.cli.option;

import org.jspecify.annotations.NullMarked;
