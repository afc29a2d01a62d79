/// Places elsewhere: connecting drives, and copying between any two places.
@NullMarked
package dev.azulejo.cli.storage;

import org.jspecify.annotations.NullMarked;
