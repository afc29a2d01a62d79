/// Stores files on a WebDAV server (RFC 4918): Nextcloud, ownCloud, a NAS, Apache and others.
@NullMarked
package dev.azulejo.storage.webdav;

import org.jspecify.annotations.NullMarked;
