package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;

/// Lets a queue deliver a message again before its time.
interface Redelivery {
    /// At once, so that a message that nobody will ever understand reaches the last queue, where people look, within
    /// seconds. That this fails is no harm: the message then comes when its time is up.
    ///
    /// @param message a record of an SQS event
    void atOnce(JsonNode message);
}
