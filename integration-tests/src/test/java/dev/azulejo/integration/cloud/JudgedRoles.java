package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.integration.localstack.AzulejoOnLocalStack;
import dev.azulejo.integration.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What LocalStack's plugin (`roles.py`) has seen of roles so far: each request that one made is judged against the
/// policies of the template, and refused as AWS refuses it.
///
/// @param refused requests that a role may not make, in the words of the refusal
record JudgedRoles(List<String> refused) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Which rights are there, and which were used, for whoever wants to take some away.
    private static final Path SEEN = LocalStack.FOLDER.resolve("roles.json");

    /// The API may read files in a place that its callers were given, and not list that bucket: so S3 does not tell it
    /// that one is missing, and it tells nobody.
    private static final String MISSING_IN_A_PLACE =
            "s3:ListBucket on resource: arn:aws:s3:::" + AzulejoOnLocalStack.PHOTOS;

    static JudgedRoles of(URI endpoint) {
        try (var in = endpoint.resolve("/_localstack/azulejo/roles").toURL().openStream()) {
            var seen = JSON.readTree(in);
            Files.writeString(SEEN, seen.toPrettyString());
            return new JudgedRoles(seen.get("refused")
                    .valueStream()
                    .map(JsonNode::asText)
                    .filter(refusal -> !refusal.endsWith(MISSING_IN_A_PLACE))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
