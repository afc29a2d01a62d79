package dev.azulejo.storage.testkit;

/// Tests the promises of every [dev.azulejo.storage.Storage] beyond [SourceContract]. A provider's test
/// extends this and makes an empty storage:
///
/// ```java
/// class FileStorageTest extends StorageContract {
///     @TempDir Path root;
///     @Override public Storage emptyStorage() { return new FileStorage(root); }
/// }
/// ```
public abstract class StorageContract extends SourceContract
        implements WritingContract, PreconditionContract, ListingContract, KeyContract {}
