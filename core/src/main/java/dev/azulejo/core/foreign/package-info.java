/// Java that calls C: calls that declare no throwables, functions that C calls back, memory outside of the heap.
/// Read [Calls] first.
@NullMarked
package dev.azulejo.core.foreign;

import org.jspecify.annotations.NullMarked;
