/// The peer of `benchmarks/api.sh`.
@NullMarked
package dev.azulejo.hello;

import org.jspecify.annotations.NullMarked;
