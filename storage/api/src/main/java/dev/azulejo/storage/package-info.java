/// Stores bytes. Two ports: [dev.azulejo.storage.Storage] is what every place can do, and
/// [dev.azulejo.storage.JobStorage] adds what a place must do to hold jobs.
@NullMarked
package dev.azulejo.storage;

import org.jspecify.annotations.NullMarked;
