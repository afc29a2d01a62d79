package dev.azulejo.api.delivery;

import dev.azulejo.api.record.DeliveryRef;
import java.time.Instant;

/// Calls [Deliveries#attempt] when a delivery is due. Thread-safe.
///
/// It may lose deliveries: a new process finds them by [Deliveries#pending].
public interface Courier {
    /// Schedules a delivery; one that is scheduled already moves to this time.
    void due(DeliveryRef delivery, Instant at);
}
