/// The API's own objects, beside those of jobs: small JSON, under their tenant.
@NullMarked
package dev.azulejo.api.record;

import org.jspecify.annotations.NullMarked;
