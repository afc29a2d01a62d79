/// Commands that make images larger, and those that help to decide how: `enhance`, `watch`, `batch`, `plan`,
/// `quote`, `compare`, `recipes` and `presets`.
@NullMarked
package dev.azulejo.cli.command.enhance;

import org.jspecify.annotations.NullMarked;
