@NullMarked
package dev.azulejo.cli.files;

import org.jspecify.annotations.NullMarked;
