package dev.azulejo.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A place that bytes are read from: the least that a provider can be, such as a server of files. Keys are
/// relative and `/`-separated (see [Keys] for their rules). Only methods that are called belong here and
/// into extensions: each is work for every provider and a case in the contract of `storage/testkit`.
///
/// All methods are safe to call from several threads. They throw [StorageUnavailable] when the place does not answer or
/// answers with an error, [StorageDenied] when it refuses us, and [InvalidKey] for a key that no provider may accept.
public interface Source {

    /// Opens the object's bytes from the first on; the caller closes the stream. The stream keeps to the
    /// object that was there when it was opened, even if another replaces it meanwhile.
    ///
    /// @throws NoSuchObject when nothing was ever committed under `key`
    InputStream read(String key);

    /// Opens the bytes that `version` names (see [#version]).
    ///
    /// @throws NoSuchObject when that version is no longer there, or was never
    InputStream readVersion(String key, String version);

    /// Reads all bytes of a small object.
    ///
    /// @throws NoSuchObject when nothing was ever committed under `key`
    default byte[] readAll(String key) {
        try (var in = read(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StorageUnavailable("could not read %s: %s".formatted(key, e), e);
        }
    }

    /// Reads exactly `length` bytes from `offset` on; one request, however large the object.
    ///
    /// @throws NoSuchObject when nothing was ever committed under `key`
    /// @throws IndexOutOfBoundsException when the object ends before `offset + length`
    byte[] readRange(String key, long offset, int length);

    /// The facts about the object under `key`, without reading its bytes.
    Optional<ObjectStat> stat(String key);

    /// Names the bytes that lie under `key` now, so [#readVersion] gives these and no others: a
    /// version id if the provider keeps versions, else `sha256:` and the hash of the content (which reads
    /// all of it).
    ///
    /// @throws NoSuchObject when nothing was ever committed under `key`
    String version(String key);

    /// The facts about the bytes that `version` names, whether or not they are the current ones. A place
    /// that keeps no versions knows only the current ones; this default requires no more.
    default Optional<ObjectStat> statVersion(String key, String version) {
        try {
            if (!version(key).equals(version)) {
                return Optional.empty();
            }
            var stat = stat(key);
            return version(key).equals(version) ? stat : Optional.empty(); // unless it was replaced in between
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    /// The access of other users to the object under `key`; empty when there is none. A place that does not
    /// state it for each object answers [Access#OPEN].
    default Optional<Access> access(String key) {
        return Optional.of(Access.OPEN);
    }

    /// The MD5 of an object's bytes, in hexadecimal, if `stat` or a listing shows it without another request.
    /// What it shows may be no MD5 (a bucket encrypts with other keys than its own): it then equals none.
    default Optional<String> md5(ObjectStat stat) {
        return Optional.empty();
    }

    default boolean exists(String key) {
        return stat(key).isPresent();
    }
}
