/// The page of `azulejo serve`, in a browser as people have it.
@NullMarked
package dev.azulejo.integration.page;

import org.jspecify.annotations.NullMarked;
