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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What LocalStack's plugin (`roles.py`) has seen of roles so far: each request that one made is judged against the
/// policies of the template, and refused as AWS refuses it.
///
/// @param refused requests that a role may not make, in the words of the refusal
/// @param asked how often each was made
/// @param needed requests that one statement of a policy alone allows, the first of each kind: without that statement
///     they were refused, and their test red
record JudgedRoles(List<String> refused, Map<Request, Integer> asked, List<Needed> needed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Which rights are there, and which were used, for whoever wants to take some away.
    private static final Path SEEN = LocalStack.FOLDER.resolve("roles.json");

    /// The API may read files in a place that its callers were given, and not list that bucket: so S3 does not tell it
    /// that one is missing, and it tells nobody.
    private static final String MISSING_IN_A_PLACE =
            "s3:ListBucket on resource: arn:aws:s3:::" + AzulejoOnLocalStack.PHOTOS;

    JudgedRoles {
        refused = List.copyOf(refused);
        asked = Map.copyOf(asked);
        needed = List.copyOf(needed);
    }

    /// @param role as LocalStack calls it
    record Request(String role, String service, String operation) {}

    /// @param role as LocalStack calls it
    /// @param statement its number in the policy, from 1 on
    /// @param resource absent where the action has none
    record Needed(String role, String policy, int statement, String action, String resource, String test) {}

    /// @param next the test whose requests come next; nothing where that is still the same
    static JudgedRoles of(URI endpoint, String next) {
        var path = "/_localstack/azulejo/roles" + (next.isEmpty() ? "" : "?test=" + next);
        try (var in = endpoint.resolve(path).toURL().openStream()) {
            var seen = JSON.readTree(in);
            Files.writeString(SEEN, seen.toPrettyString());
            return new JudgedRoles(
                    seen.get("refused")
                            .valueStream()
                            .map(JsonNode::asText)
                            .filter(refusal -> !refusal.endsWith(MISSING_IN_A_PLACE))
                            .toList(),
                    asked(seen.get("asked")),
                    seen.get("rights")
                            .valueStream()
                            .filter(right -> right.hasNonNull("needed"))
                            .map(JudgedRoles::needed)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Request, Integer> asked(JsonNode all) {
        var asked = new HashMap<Request, Integer>();
        all.forEach(each -> asked.put(
                new Request(
                        each.get("role").asText(),
                        each.get("service").asText(),
                        each.get("operation").asText()),
                each.get("times").asInt()));
        return asked;
    }

    private static Needed needed(JsonNode right) {
        return new Needed(
                right.get("role").asText(),
                right.get("policy").asText(),
                right.get("statement").asInt(),
                right.get("action").asText(),
                right.at("/needed/resource").asText(""),
                right.at("/needed/test").asText());
    }
}
