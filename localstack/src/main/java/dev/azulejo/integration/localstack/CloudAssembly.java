package dev.azulejo.integration.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.model.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// A stack as the CDK wrote it, with the files that it needs.
///
/// @param folder `cdk.out`
/// @param artifact name of the stack's files in it
record CloudAssembly(Path folder, String artifact) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Puts each file where the template looks for it, and makes missing buckets.
    ///
    /// @return bucket and key of the template
    String publish(S3Client s3) throws IOException {
        var manifest = folder.resolve(artifact + ".assets.json");
        if (!Files.isRegularFile(manifest)) {
            throw new IllegalArgumentException(
                    "%s has no %s: synthesize the stack first".formatted(folder, manifest.getFileName()));
        }
        var template = artifact + ".template.json";
        var published = "";
        for (var asset : JSON.readTree(manifest.toFile()).path("files")) {
            var source = asset.path("source");
            var path = source.path("path").asText();
            var body = path.equals(template)
                    ? tuned(folder.resolve(path))
                    : body(folder.resolve(path), source.path("packaging").asText());
            for (var destination : asset.path("destinations")) {
                var bucket = resolved(destination, "bucketName");
                var key = resolved(destination, "objectKey");
                new Bucket(s3, bucket).createIfAbsent();
                s3.putObject(request -> request.bucket(bucket).key(key), body);
                if (path.equals(template)) {
                    published = bucket + "/" + key;
                }
            }
        }
        if (published.isEmpty()) {
            throw new IllegalArgumentException("%s does not list %s".formatted(manifest, template));
        }
        return published;
    }

    /// The template with two changes: its functions also take from a sidecar how the work is cut, so that
    /// tests get several shards of small pictures, which no template of ours allows; and workers have only
    /// processors.
    private static RequestBody tuned(Path template) throws IOException {
        var root = JSON.readTree(template.toFile());
        for (var variables : root.findValues("Variables")) {
            if (variables instanceof ObjectNode settings && settings.has(Variable.WORK.text())) {
                settings.put(Variable.TUNING.text(), "true");
                settings.put(Variable.WORKERS.text(), Processor.CPU.text());
            }
        }
        return RequestBody.fromBytes(JSON.writeValueAsBytes(root));
    }

    private static RequestBody body(Path source, String packaging) throws IOException {
        if (!packaging.equals("zip")) {
            return RequestBody.fromFile(source);
        }
        var zip = Files.createTempFile("azulejo-asset-", ".zip");
        try {
            writeZip(source, zip);
            return RequestBody.fromBytes(Files.readAllBytes(zip));
        } finally {
            Files.delete(zip);
        }
    }

    /// Writes a zip whose entries are in order and without dates: the same folder gives the same bytes.
    private static void writeZip(Path source, Path zip) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                var paths = Files.walk(source)) {
            for (var file : paths.filter(Files::isRegularFile).sorted().toList()) {
                var entry = new ZipEntry(source.relativize(file).toString());
                entry.setTime(0);
                out.putNextEntry(entry);
                Files.copy(file, out);
            }
        }
    }

    private static String resolved(JsonNode destination, String name) {
        return destination
                .path(name)
                .asText()
                .replace("${AWS::AccountId}", AwsClients.ACCOUNT)
                .replace("${AWS::Region}", AwsClients.REGION.id())
                .replace("${AWS::Partition}", "aws");
    }
}
