/// A client of the HTTP API for Java programs. Start with [dev.azulejo.client.Azulejo]. Records are those
/// of `docs/openapi.json`, to which a test compares them.
@NullMarked
package dev.azulejo.client;

import org.jspecify.annotations.NullMarked;
