package dev.azulejo.storage.testkit;

/// What every [dev.azulejo.storage.Storage] promises beyond [SourceContract]. A provider's test extends this and
/// gives an empty storage:
///
/// ```java
/// class FileStorageTest extends StorageContract {
///     @TempDir Path root;
///     @Override public Storage emptyStorage() { return new FileStorage(root); }
/// }
/// ```
public abstract class StorageContract extends SourceContract
        implements WritingContract, PreconditionContract, ListingContract, KeyContract {}
