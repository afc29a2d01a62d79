/// A fake of Google Drive's API, version 3, in memory. It follows Google's pages (linked where a rule is
/// used) and the expectations of Google's own library and of rclone.
@NullMarked
package dev.azulejo.storage.testkit.wire.gdrive;

import org.jspecify.annotations.NullMarked;
