/// Google Drive, by version 3 of its API. It knows files by ids and lets any number have one name; here
/// each has a key of its own, and a file that is replaced keeps its id.
@NullMarked
package dev.azulejo.storage.drives.gdrive;

import org.jspecify.annotations.NullMarked;
