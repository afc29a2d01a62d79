package dev.azulejo.cloud;

/// A message that this worker holds.
///
/// @param id of the message, for logs
/// @param receipt of this delivery; the queue requires it to extend, release or delete the message
public record TaskMessage(String id, String receipt, String body) {}
