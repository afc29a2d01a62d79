package dev.azulejo.integration.localstack;

import dev.azulejo.cloud.Variable;
import java.net.URI;
import java.util.Map;

/// A server that was started by other means, and stays when the tests end.
record ExternalLocalStack(URI endpoint) implements LocalStack {
    private static final String VARIABLE = Variable.ENDPOINT.text();

    /// @throws IllegalArgumentException if the environment does not name its address
    static ExternalLocalStack at(Map<String, String> environment) {
        var address = environment.getOrDefault(VARIABLE, "");
        if (address.isBlank()) {
            throw new IllegalArgumentException(
                    "%s=external needs the address of a running LocalStack in %s, http://127.0.0.1:4566 for example"
                            .formatted(LocalStackMode.VARIABLE, VARIABLE));
        }
        return new ExternalLocalStack(URI.create(address));
    }

    @Override
    public void close() {}
}
