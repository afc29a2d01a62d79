/// Stores files in Google Drive, by version 3 of its API. It identifies files by ids and allows a name any
/// number of times; here each has a key of its own, and a file that is replaced keeps its id.
@NullMarked
package dev.azulejo.storage.drives.gdrive;

import org.jspecify.annotations.NullMarked;
