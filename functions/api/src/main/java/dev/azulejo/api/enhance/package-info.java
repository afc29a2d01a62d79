/// Takes the request of many hosted APIs, `{url, width, height, enhancements}`, for programs written for
/// one of them. It becomes the body of a job, and nothing else.
@NullMarked
package dev.azulejo.api.enhance;

import org.jspecify.annotations.NullMarked;
