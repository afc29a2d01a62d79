/// What the sides of the cloud agree on, spelled once and without an SDK: functions, workers, the deployment and tests
/// read it here. The state machines are part of it, as text, in Amazon States Language; what they look like:
/// `docs/statemachines.md`. Names of events stand in `EventNames` of `events`, where these are parsed.
@NullMarked
package dev.azulejo.cloud;

import org.jspecify.annotations.NullMarked;
