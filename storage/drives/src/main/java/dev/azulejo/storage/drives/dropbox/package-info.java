/// Stores files in Dropbox.
@NullMarked
package dev.azulejo.storage.drives.dropbox;

import org.jspecify.annotations.NullMarked;
