package dev.azulejo.core.intake;

import dev.azulejo.storage.StorageUri;

/// What somebody wants done with a source.
///
/// @param page of a source that has several, from 1 on
/// @param destination where the result goes
public record Order(StorageUri source, int page, Enhancement wanted, StorageUri destination) {}
