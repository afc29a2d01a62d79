/// The names that all parts of the cloud agree on, spelled once and without an SDK: functions, workers, the
/// deployment and tests read them here. The state machines are part of it, as text, in Amazon States
/// Language; `docs/statemachines.md` shows them. Names of events stand in `EventNames` of `events`, where
/// these are parsed.
@NullMarked
package dev.azulejo.cloud;

import org.jspecify.annotations.NullMarked;
