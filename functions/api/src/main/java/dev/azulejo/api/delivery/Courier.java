package dev.azulejo.api.delivery;

import dev.azulejo.api.record.DeliveryRef;
import java.time.Instant;

/// Calls [Deliveries#attempt] when a delivery is due. Thread-safe.
///
/// To lose what was handed over is no loss: whoever starts anew finds it by [Deliveries#pending].
public interface Courier {
    /// Again for one that it has already means: at this time instead.
    void due(DeliveryRef delivery, Instant at);
}
