/// The state machines as text, in Amazon States Language. What they look like: `docs/statemachines.md`.
@NullMarked
package dev.azulejo.statemachine;

import org.jspecify.annotations.NullMarked;
