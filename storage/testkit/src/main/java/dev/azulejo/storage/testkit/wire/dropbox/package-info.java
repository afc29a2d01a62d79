/// Dropbox on the wire, by its documentation (the HTTP API's pages, and `dropbox-api-spec` of August 2026, which the
/// official libraries are made from).
@NullMarked
package dev.azulejo.storage.testkit.wire.dropbox;

import org.jspecify.annotations.NullMarked;
