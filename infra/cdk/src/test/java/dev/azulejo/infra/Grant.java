package dev.azulejo.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A statement of the template, and the role that has it.
///
/// @param role logical id of the role, without its hash
/// @param statement its place: the policy, and its number in there
/// @param resources as text, with the names of resources in place of values that only a deployment knows
record Grant(String role, String statement, List<String> actions, List<String> resources) {
    private static final Map<String, String> PSEUDO = Map.of(
            "AWS::Partition", "aws",
            "AWS::Region", "REGION",
            "AWS::AccountId", "ACCOUNT");

    Grant {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    static List<Grant> all(Synthesized synthesized) {
        var grants = new ArrayList<Grant>();
        synthesized
                .resources("AWS::IAM::Role")
                .forEach((id, role) -> role.path("Policies")
                        .forEach(policy -> add(
                                grants, name(id), policy.get("PolicyName").asText(), policy.get("PolicyDocument"))));
        synthesized
                .resources("AWS::IAM::Policy")
                .forEach((id, policy) -> policy.get("Roles")
                        .forEach(role -> add(grants, text(role), name(id), policy.get("PolicyDocument"))));
        return grants;
    }

    static List<Grant> of(Synthesized synthesized, String role) {
        return all(synthesized).stream()
                .filter(grant -> grant.role.equals(role))
                .toList();
    }

    private static void add(List<Grant> grants, String role, String policy, JsonNode document) {
        int number = 0;
        for (var statement : document.get("Statement")) {
            number++;
            grants.add(new Grant(
                    role,
                    "%s %d".formatted(policy, number),
                    texts(statement.get("Action")),
                    texts(statement.get("Resource"))));
        }
    }

    /// The resources on which an action is allowed.
    static List<String> resources(List<Grant> grants, String action) {
        return grants.stream()
                .filter(grant -> grant.actions.contains(action))
                .flatMap(grant -> grant.resources.stream())
                .distinct()
                .sorted()
                .toList();
    }

    static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany.valueStream().map(Grant::text).toList() : List.of(text(oneOrMany));
    }

    /// A value of a template in readable form.
    static String text(JsonNode value) {
        if (value.has("Ref")) {
            var name = value.get("Ref").asText();
            return PSEUDO.getOrDefault(name, name(name));
        }
        if (value.has("Fn::GetAtt")) {
            return name(value.at("/Fn::GetAtt/0").asText());
        }
        if (value.has("Fn::Join")) {
            var text = new StringBuilder();
            value.at("/Fn::Join/1").forEach(part -> text.append(text(part)));
            return text.toString();
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    /// A logical id without the hash at its end.
    static String name(String logicalId) {
        return logicalId.replaceFirst("[0-9A-F]{8}$", "");
    }
}
