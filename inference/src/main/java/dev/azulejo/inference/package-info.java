/// Neural networks: model cards, warm sessions and checked numbers, on top of exchangeable engines. Start
/// with ModelFolder.
@NullMarked
package dev.azulejo.inference;

import org.jspecify.annotations.NullMarked;
