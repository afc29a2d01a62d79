/// The pipeline of `core`, built for this machine, with what is known of the machine's speed and room.
@NullMarked
package dev.azulejo.local.wiring;

import org.jspecify.annotations.NullMarked;
