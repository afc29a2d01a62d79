@NullMarked
package dev.azulejo.local.keyring;

import org.jspecify.annotations.NullMarked;
