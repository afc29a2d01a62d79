package dev.azulejo.quality.report;

/// One recipe that made nothing of one image, or nothing that could be measured.
///
/// @param image as its set names it
/// @param recipe as it was asked for
/// @param reason for a reader, in one line
public record Failure(String image, String recipe, String reason) {}
