/// How a drive is connected: its owner is asked once, by OAuth 2 with PKCE, and what comes of it is kept as a secret.
@NullMarked
package dev.azulejo.storage.drives.connect;

import org.jspecify.annotations.NullMarked;
