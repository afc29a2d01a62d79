package dev.azulejo.integration.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// A [TinyFunction] on the server.
///
/// @param name of the function
record TestFunction(AwsClients aws, String name) {
    static final String ROLE = "arn:aws:iam::" + AwsClients.ACCOUNT + ":role/any";
    static final int TIMEOUT_SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    void create(String handler, Map<String, String> environment) throws IOException {
        var code = SdkBytes.fromByteArray(TinyFunction.zip());
        aws.lambda()
                .createFunction(request -> request.functionName(name)
                        .runtime("java25")
                        .handler(handler)
                        .role(ROLE)
                        .timeout(TIMEOUT_SECONDS)
                        .memorySize(256)
                        .environment(variables -> variables.variables(environment))
                        .code(zip -> zip.zipFile(code)));
        aws.lambda().waiter().waitUntilFunctionActiveV2(request -> request.functionName(name));
    }

    String arn() {
        return aws.lambda()
                .getFunctionConfiguration(request -> request.functionName(name))
                .functionArn();
    }

    InvokeResponse call(String event) {
        return aws.lambda().invoke(request -> request.functionName(name).payload(SdkBytes.fromUtf8String(event)));
    }

    /// What the function answers, or the error that it ends with.
    JsonNode invoke(String event) throws IOException {
        return JSON.readTree(call(event).payload().asByteArray());
    }

    void delete() {
        aws.lambda().deleteFunction(request -> request.functionName(name));
    }
}
