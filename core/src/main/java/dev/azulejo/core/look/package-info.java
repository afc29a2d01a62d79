/// Measures the pixels of an image before a model is chosen: noise, traces of JPEG, blur, kinds by region.
@NullMarked
package dev.azulejo.core.look;

import org.jspecify.annotations.NullMarked;
