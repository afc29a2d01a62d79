/// The options of the command line: those of the table as picocli knows them.
@NullMarked
package dev.azulejo.cli.option;

import org.jspecify.annotations.NullMarked;
