/// The history of jobs, read from the objects they left, for operators.
@NullMarked
package dev.azulejo.core.history;

import org.jspecify.annotations.NullMarked;
