package dev.azulejo.quality.gate;

/// What people said of the two: an arena's result.
///
/// @param votes on pairs of just these two
/// @param evenJudges how many judges who vote equally often say as much as those who voted
/// @param preferred the share of them in which the candidate was preferred, ties as halves
/// @param low where that share would lie at least, 95 times in 100
/// @param high where it would lie at most
public record Contest(int votes, int evenJudges, double preferred, double low, double high) {}
