/// Completes `openapi.json`: the answers of operations, and facts that annotations of resources cannot
/// express.
@NullMarked
package dev.azulejo.api.document;

import org.jspecify.annotations.NullMarked;
