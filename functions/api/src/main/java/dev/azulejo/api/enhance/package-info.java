/// The request that many hosted APIs take, `{url, width, height, enhancements}`, for programs that were
/// written for one of them. It becomes the body of a job, and nothing else.
@NullMarked
package dev.azulejo.api.enhance;

import org.jspecify.annotations.NullMarked;
