/// The promises of every storage, as tests: a provider extends
/// [dev.azulejo.storage.testkit.StorageContract] or [dev.azulejo.storage.testkit.JobStorageContract].
/// [dev.azulejo.storage.testkit.MemoryStorage] passes both.
@NullMarked
package dev.azulejo.storage.testkit;

import org.jspecify.annotations.NullMarked;
