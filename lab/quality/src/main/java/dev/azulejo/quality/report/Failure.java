package dev.azulejo.quality.report;

/// A recipe that failed on an image, or whose result could not be measured.
///
/// @param image as its set names it
/// @param recipe as the user gave it
/// @param reason for a reader, in one line
public record Failure(String image, String recipe, String reason) {}
