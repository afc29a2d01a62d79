/// What a caller asks for: a source, the models, and the results to make. A job's id is the hash of it.
@NullMarked
package dev.azulejo.core.job.request;

import org.jspecify.annotations.NullMarked;
