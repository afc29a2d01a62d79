package dev.azulejo.client;

/// What one key has used on one day.
///
/// @param day in UTC, such as 2026-12-01
/// @param key its id
/// @param jobs that ended on it, each as often as it was tried
/// @param succeeded how many of those have a result
/// @param pixelsIn of their sources, as far as those could be read
/// @param pixelsOut of their results, all of them
public record Usage(
        String day,
        String key,
        long jobs,
        long succeeded,
        long pixelsIn,
        long pixelsOut,
        long bytesIn,
        long bytesOut) {}
