@NullMarked
package dev.azulejo.storage.drives.gdrive;

import org.jspecify.annotations.NullMarked;
