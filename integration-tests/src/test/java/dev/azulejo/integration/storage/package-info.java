/// Storage providers against servers that are not ours.
@NullMarked
package dev.azulejo.integration.storage;

import org.jspecify.annotations.NullMarked;
