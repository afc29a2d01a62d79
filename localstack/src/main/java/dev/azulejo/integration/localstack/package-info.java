/// LocalStack, however this machine can run it, and what the tests and the demo do with it: clients, deployments,
/// workers.
/// What only tests need of it lies in a package of the same name in `integration-tests`.
@NullMarked
package dev.azulejo.integration.localstack;

import org.jspecify.annotations.NullMarked;
