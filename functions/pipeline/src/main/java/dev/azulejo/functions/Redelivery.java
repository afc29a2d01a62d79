package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;

/// Makes a queue deliver a message again before its time.
interface Redelivery {
    /// Makes a message visible at once, so one that will always fail reaches the dead-letter queue,
    /// where operators look, within seconds. A failure does no harm: the message then comes when its time
    /// is up.
    ///
    /// @param message a record of an SQS event
    void atOnce(JsonNode message);
}
