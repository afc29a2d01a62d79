/// The HTTP API. Resources translate, services work on objects, ports are what a machine or the cloud gives. START
/// HERE: [dev.azulejo.api.job.JobsResource].
@NullMarked
package dev.azulejo.api;

import org.jspecify.annotations.NullMarked;
