/// The stages, put together, and what becomes of a job when one of them fails. Every driver goes through here: the
/// command, the functions, the worker, and whatever is to come. Read [dev.azulejo.core.run.StageRunner] first.
@NullMarked
package dev.azulejo.core.run;

import org.jspecify.annotations.NullMarked;
