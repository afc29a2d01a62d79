/// What has happened to jobs, read from the objects they have left: for people who look after them.
@NullMarked
package dev.azulejo.core.history;

import org.jspecify.annotations.NullMarked;
