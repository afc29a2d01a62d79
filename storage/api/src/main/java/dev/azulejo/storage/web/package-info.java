/// The common parts of all places across a network: a busy server is asked again
/// ([dev.azulejo.storage.web.Again]), a broken read continues ([dev.azulejo.storage.web.ReopenedStream]),
/// and bytes wait until they are sent ([dev.azulejo.storage.web.Spool]). The client itself, and the guard
/// before it, are `storage/https`.
@NullMarked
package dev.azulejo.storage.web;

import org.jspecify.annotations.NullMarked;
