/// Google Drive as its API of version 3 does it, in memory. What it does follows Google's pages (linked
/// where a rule is used) and what Google's own library and rclone expect.
@NullMarked
package dev.azulejo.storage.testkit.wire.gdrive;

import org.jspecify.annotations.NullMarked;
