@NullMarked
package dev.azulejo.cli.storage;

import org.jspecify.annotations.NullMarked;
