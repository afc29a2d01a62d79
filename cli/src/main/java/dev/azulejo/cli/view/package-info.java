/// Shows work under way to the user: progress, results, lines of JSON.
@NullMarked
package dev.azulejo.cli.view;

import org.jspecify.annotations.NullMarked;
