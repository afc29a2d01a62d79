package dev.azulejo.cloud;

/// A message that this worker holds.
///
/// @param id of the message, for logs
/// @param receipt of this delivery: what the queue wants to see when it is extended, released or deleted
public record TaskMessage(String id, String receipt, String body) {}
