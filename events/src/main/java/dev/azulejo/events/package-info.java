/// Reads and writes the JSON of every job object, with schema and sample.
@NullMarked
package dev.azulejo.events;

import org.jspecify.annotations.NullMarked;
