@NullMarked
package dev.azulejo.cli.keyring;

import org.jspecify.annotations.NullMarked;
