/// Many files one after another, and the report of them.
@NullMarked
package dev.azulejo.cli.batch;

import org.jspecify.annotations.NullMarked;
