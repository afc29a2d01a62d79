/// The command's results as other programs read them.
@NullMarked
package dev.azulejo.integration.readers;

import org.jspecify.annotations.NullMarked;
