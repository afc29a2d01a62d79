/// The web as a source, and the one client that speaks to addresses which strangers name. Whoever does so
/// anywhere else in this project opens the network that it runs in to them.
@NullMarked
package dev.azulejo.storage.https;

import org.jspecify.annotations.NullMarked;
