/// The API's own objects, beside those of jobs: small JSON, under the tenant they belong to.
@NullMarked
package dev.azulejo.api.record;

import org.jspecify.annotations.NullMarked;
