/// Drives as storage: [dev.azulejo.storage.drives.DriveStorage] is what they have in common, a
/// [dev.azulejo.storage.drives.DriveService] what one of them does its own way. Each service has a package of its own.
@NullMarked
package dev.azulejo.storage.drives;

import org.jspecify.annotations.NullMarked;
