/// Shows and changes jobs for callers: submits, lists, watches, cancels, redrives, deletes.
@NullMarked
package dev.azulejo.api.job;

import org.jspecify.annotations.NullMarked;
