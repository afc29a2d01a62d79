/// The HTTP API for Java programs. Start with [dev.azulejo.client.Azulejo]. Records are those of `docs/openapi.json`,
/// and a test holds them against it.
@NullMarked
package dev.azulejo.client;

import org.jspecify.annotations.NullMarked;
