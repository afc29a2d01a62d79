package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

@OnLocalStack
class DeployerIT {
    private static final Path ASSEMBLY = Checkout.ROOT.resolve("integration-tests/src/test/localstack/assembly");
    private static final String TEMPLATE = "Tiny.template.json";

    @TempDir
    private Path assembly;

    private final AwsClients aws;
    private final Deployer deployer;

    DeployerIT(AwsClients aws) {
        this.aws = aws;
        deployer = new Deployer(aws, Set.of("AWS::CDK::Metadata"));
    }

    @Test
    void aSynthesizedStackIsDeployedRunsAndIsDeleted() throws IOException {
        synthesize(Files.readString(ASSEMBLY.resolve(TEMPLATE)));
        var stack = deployer.deploy(assembly, "Tiny", "tiny-stack");
        var inbox = stack.output(StackOutput.INBOX_BUCKET);
        assertThat(aws.s3()
                        .getBucketLifecycleConfiguration(request -> request.bucket(inbox))
                        .rules())
                .extracting(LifecycleRule::id)
                .containsExactly("old", "uploads");

        // bucket → rule → alias, whose own settings count: no retry, and a place for failures
        aws.s3().putObject(request -> request.bucket(inbox).key("a/b c.jpg"), RequestBody.fromString("pixels"));
        var failure =
                new Subscription(aws.sqs(), stack.output("FailureQueue")).await(Duration.ofMinutes(5), any -> true);
        assertThat(failure.at("/responsePayload/errorMessage").asText()).isEqualTo("planted: a/b c.jpg");
        assertThat(failure.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(1);
        assertThat(failure.at("/requestContext/functionArn").asText()).contains(stack.output("FunctionName"));

        aws.s3().createMultipartUpload(request -> request.bucket(inbox).key("never completed"));
        deployer.delete("tiny-stack");
        assertThatThrownBy(() -> aws.s3().headBucket(request -> request.bucket(inbox)))
                .isInstanceOf(NoSuchBucketException.class);
        deployer.delete("tiny-stack"); // of what is not there, nothing
    }

    @Test
    void aResourceThatLocalStackOnlyPretendsToMakeFailsTheDeployment() throws IOException {
        synthesize("""
                {"Resources": {"Lake": {"Type": "AWS::LakeFormation::DataLakeSettings", "Properties": {}}}}""");
        assertThatThrownBy(() -> deployer.deploy(assembly, "Tiny", "pretended"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Lake (AWS::LakeFormation::DataLakeSettings)");
        deployer.delete("pretended");
    }

    @Test
    void aResourceThatCannotBeMadeIsNamedWithItsReason() throws IOException {
        synthesize("""
                {"Resources": {"Odd": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "No_Such_Name"}}}}""");
        assertThatThrownBy(() -> deployer.deploy(assembly, "Tiny", "impossible"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Odd (AWS::S3::Bucket)");
        deployer.delete("impossible");
    }

    @Test
    void aStackThatWasNotSynthesizedIsRefusedByName() {
        assertThatThrownBy(() -> deployer.deploy(assembly, "Other", "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Other.assets.json: synthesize the stack first");
    }

    /// Writes what the CDK would.
    private void synthesize(String template) throws IOException {
        Files.copy(ASSEMBLY.resolve("Tiny.assets.json"), assembly.resolve("Tiny.assets.json"));
        Files.writeString(assembly.resolve(TEMPLATE), template);
        TinyFunction.copyTo(assembly.resolve("asset.code"));
    }
}
