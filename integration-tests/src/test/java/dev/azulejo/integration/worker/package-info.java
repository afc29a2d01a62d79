/// The worker's process between a queue, a bucket and a state machine of LocalStack, with the real model.
@NullMarked
package dev.azulejo.integration.worker;

import org.jspecify.annotations.NullMarked;
