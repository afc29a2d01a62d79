/// Builds the stages, and decides what becomes of a job when one of them fails. Every driver uses it: the
/// command, the functions and the worker. Read [dev.azulejo.core.run.StageRunner] first.
@NullMarked
package dev.azulejo.core.run;

import org.jspecify.annotations.NullMarked;
