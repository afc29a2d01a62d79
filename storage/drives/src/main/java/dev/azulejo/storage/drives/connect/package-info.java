/// Connects a drive: its owner is asked once, by OAuth 2 with PKCE, and the tokens are kept as a secret.
@NullMarked
package dev.azulejo.storage.drives.connect;

import org.jspecify.annotations.NullMarked;
