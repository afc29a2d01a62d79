/// Neural networks: model cards, warm sessions, sound numbers, above whatever engine runs them. Start with ModelFolder.
@NullMarked
package dev.azulejo.inference;

import org.jspecify.annotations.NullMarked;
