/// What makes `openapi.json` true: which answers an operation gives, and what the annotations of resources
/// cannot say.
@NullMarked
package dev.azulejo.api.document;

import org.jspecify.annotations.NullMarked;
