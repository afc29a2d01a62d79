/// Drives as storage: [dev.azulejo.storage.drives.DriveStorage] is their common part, a
/// [dev.azulejo.storage.drives.DriveService] one service's own. Each service has a package of its own.
@NullMarked
package dev.azulejo.storage.drives;

import org.jspecify.annotations.NullMarked;
