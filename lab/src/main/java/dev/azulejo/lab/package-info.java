/// The laboratory: makes models from pictures. The command that enhances neither carries nor starts it; its entrance is
/// [dev.azulejo.lab.Main].
@NullMarked
package dev.azulejo.lab;

import org.jspecify.annotations.NullMarked;
