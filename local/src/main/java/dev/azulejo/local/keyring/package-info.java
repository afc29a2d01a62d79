/// Secrets in the keyring of a desktop.
@NullMarked
package dev.azulejo.local.keyring;

import org.jspecify.annotations.NullMarked;
