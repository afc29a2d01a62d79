/// What a deployment costs: prices with their date and source, what an image causes, and what that comes to.
@NullMarked
package dev.azulejo.cli.cost;

import org.jspecify.annotations.NullMarked;
