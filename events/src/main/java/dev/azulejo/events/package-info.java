/// JSON of every job object: schema, sample and codec.
@NullMarked
package dev.azulejo.events;

import org.jspecify.annotations.NullMarked;
