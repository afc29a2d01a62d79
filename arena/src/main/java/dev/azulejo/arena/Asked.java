package dev.azulejo.arena;

import java.time.Instant;

/// A question that a judge was asked. Only a question that was asked can be answered.
///
/// @param number of the judge's questions, from 0 on
public record Asked(String judge, int number, Question question, Instant at) {}
