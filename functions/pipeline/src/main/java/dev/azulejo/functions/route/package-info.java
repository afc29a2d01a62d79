/// Connects drop folders in drives: new files are copied into the inbox, and results are copied back.
@NullMarked
package dev.azulejo.functions.route;

import org.jspecify.annotations.NullMarked;
