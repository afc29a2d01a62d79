/// Computes the cost of a deployment: prices with their date and source, the calls of an image, and their
/// sum.
@NullMarked
package dev.azulejo.cli.cost;

import org.jspecify.annotations.NullMarked;
