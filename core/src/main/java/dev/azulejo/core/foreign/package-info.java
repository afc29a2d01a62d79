/// Calls C from Java: calls that declare no throwables, functions that C calls back, memory outside the
/// heap. Read [Calls] first.
@NullMarked
package dev.azulejo.core.foreign;

import org.jspecify.annotations.NullMarked;
