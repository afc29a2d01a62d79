/// LocalStack in any way that this machine can run it, and its use by tests and the demo: clients,
/// deployments, workers. Parts that only tests need are in a package of the same name in
/// `integration-tests`.
@NullMarked
package dev.azulejo.integration.localstack;

import org.jspecify.annotations.NullMarked;
