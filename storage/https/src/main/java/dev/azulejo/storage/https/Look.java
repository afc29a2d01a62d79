package dev.azulejo.storage.https;

import java.time.Instant;
import java.util.OptionalLong;

/// The facts from the first bytes of a file on the web.
///
/// @param version names the bytes that lie there now (see [WebFile#read])
/// @param bytes of all of it, if the server states it
/// @param modified when the server says that it was written, else when it answered
/// @param head the first bytes
public record Look(String version, OptionalLong bytes, Instant modified, byte[] head) {}
