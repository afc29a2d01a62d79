package dev.azulejo.arena;

/// One side of a question.
///
/// @param damaged whether it is shown plainly blurred, for a catch trial
public record Picture(String contender, boolean damaged) {}
