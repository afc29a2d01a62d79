/// Datasets: pictures that are learned from and pictures that are measured on, which never show the same.
@NullMarked
package dev.azulejo.lab.dataset;

import org.jspecify.annotations.NullMarked;
