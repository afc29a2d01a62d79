package dev.azulejo.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// A function from a zip that Quarkus has made, with its role and its log group.
record MadeFunction(Function function, Role role) {
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    /// Options of the JVM: libvips is called through the FFM API; Quarkus' threads clear their locals by
    /// reflection.
    private static final String JVM_OPTIONS =
            "--enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED";

    static MadeFunction in(
            Construct scope,
            String id,
            Code code,
            Map<String, String> environment,
            List<PolicyStatement> statements,
            Capacity capacity,
            boolean startsFromSnapshot,
            RetentionDays logs) {
        var log = LogGroup.Builder.create(scope, id + "Log")
                .retention(logs)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        var role = Role.Builder.create(scope, id + "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "Stage",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
        role.addToPolicy(Allowed.to(List.of("logs:CreateLogStream", "logs:PutLogEvents"), log.getLogGroupArn()));
        var settings = new TreeMap<>(environment);
        settings.put("JAVA_TOOL_OPTIONS", JVM_OPTIONS);
        var builder = Function.Builder.create(scope, id)
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.X86_64)
                .handler(HANDLER)
                .code(code)
                .memorySize(capacity.memoryMb())
                .timeout(Duration.seconds(capacity.timeoutSeconds()))
                .environment(settings)
                .tracing(Tracing.ACTIVE)
                .role(role)
                .logGroup(log);
        if (startsFromSnapshot) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        return new MadeFunction(builder.build(), role);
    }

    /// Reserves concurrency: the given number of calls can always run at once, and never more.
    void reserve(int calls) {
        if (function.getNode().getDefaultChild() instanceof CfnFunction resource) {
            resource.setReservedConcurrentExecutions(calls);
        }
    }
}
