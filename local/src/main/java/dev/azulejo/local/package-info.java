/// The pipeline of `core` on one machine. The command and the server stand on it, and neither knows the
/// other. Its rooms, of which each knows only rooms below it:
///
/// ```text
///     office            what command and server want of each other
///        │
///     wiring            the pipeline for this machine        work   a job under way, until its end
///        │                                                    │
///     machine           environment, folders, memory          │
///        │       │                                            │
///     keyring    └──────── exit ──────────────────────────────┘   exit codes, failures in words
/// ```
@NullMarked
package dev.azulejo.local;

import org.jspecify.annotations.NullMarked;
