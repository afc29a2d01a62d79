/// What a command line asks for: options of the table as picocli knows them.
@NullMarked
package dev.azulejo.cli.option;

import org.jspecify.annotations.NullMarked;
