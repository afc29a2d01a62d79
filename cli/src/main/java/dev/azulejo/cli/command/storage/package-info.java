/// `azulejo storage`: connects drives, tries places out, and copies between any two of them.
@NullMarked
package dev.azulejo.cli.command.storage;

import org.jspecify.annotations.NullMarked;
