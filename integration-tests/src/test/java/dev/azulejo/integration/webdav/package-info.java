/// Tests of `storage/webdav` on a server that is not ours.
@NullMarked
package dev.azulejo.integration.webdav;

import org.jspecify.annotations.NullMarked;
