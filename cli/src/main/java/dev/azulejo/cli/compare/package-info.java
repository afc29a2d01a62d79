/// Pages for a browser with a slider over two images or pyramids.
@NullMarked
package dev.azulejo.cli.compare;

import org.jspecify.annotations.NullMarked;
