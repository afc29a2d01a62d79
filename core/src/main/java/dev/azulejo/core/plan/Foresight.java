package dev.azulejo.core.plan;

import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import java.util.Optional;

/// Refuses a job that this machine should not begin, by its plan, before any pixel is decoded.
public interface Foresight {
    /// Refuses nothing.
    Foresight NONE = planned -> Optional.empty();

    /// @throws dev.azulejo.storage.StorageFull when there is no room for it now
    Optional<Refused> refusal(Planned planned);
}
