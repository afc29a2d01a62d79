/// Datasets: pictures to learn from and pictures to measure on, which never show the same.
@NullMarked
package dev.azulejo.lab.dataset;

import org.jspecify.annotations.NullMarked;
