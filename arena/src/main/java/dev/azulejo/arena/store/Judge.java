package dev.azulejo.arena.store;

import java.time.Instant;

/// A judge who was invited.
///
/// @param id in keys of objects
/// @param name as the operator knows them
/// @param keyHash SHA-256 of what lets them in
public record Judge(String id, String name, String keyHash, Instant invitedAt) {}
