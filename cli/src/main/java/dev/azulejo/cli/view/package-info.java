/// What the user sees of work under way: progress, results, lines of JSON.
@NullMarked
package dev.azulejo.cli.view;

import org.jspecify.annotations.NullMarked;
