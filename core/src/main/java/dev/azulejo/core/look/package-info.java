/// What the pixels of an image tell about it before a model is chosen: noise, traces of JPEG, blur, kinds by region.
@NullMarked
package dev.azulejo.core.look;

import org.jspecify.annotations.NullMarked;
