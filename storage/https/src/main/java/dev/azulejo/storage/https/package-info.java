/// Reads files on the web, with the one client that contacts addresses named by strangers. Any other client
/// in this project that did so would open the operator's network to them.
@NullMarked
package dev.azulejo.storage.https;

import org.jspecify.annotations.NullMarked;
