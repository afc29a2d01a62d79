/// Which files are meant: inputs, pages, pipes, and where results go.
@NullMarked
package dev.azulejo.cli.files;

import org.jspecify.annotations.NullMarked;
