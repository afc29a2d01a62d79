/// Fake services for tests: servers on 127.0.0.1 that speak as the real ones do, and misbehave by script.
/// Each service's official library talks to them too, so they are judged by more than our own code.
@NullMarked
package dev.azulejo.storage.testkit.wire;

import org.jspecify.annotations.NullMarked;
