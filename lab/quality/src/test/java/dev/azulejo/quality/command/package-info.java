@NullMarked
package dev.azulejo.quality.command;

import org.jspecify.annotations.NullMarked;
