/// Secrets in the keyring of a desktop.
@NullMarked
package dev.azulejo.cli.keyring;

import org.jspecify.annotations.NullMarked;
