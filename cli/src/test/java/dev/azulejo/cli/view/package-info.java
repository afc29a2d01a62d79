@NullMarked
package dev.azulejo.cli.view;

import org.jspecify.annotations.NullMarked;
