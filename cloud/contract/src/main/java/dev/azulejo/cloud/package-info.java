/// The state machines as text, in Amazon States Language. What they look like: `docs/statemachines.md`.
@NullMarked
package dev.azulejo.cloud;

import org.jspecify.annotations.NullMarked;
