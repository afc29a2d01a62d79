package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.storage.s3.S3Storage;
import java.io.IOException;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// On the server of a subclass.
abstract class LargeCopiesToS3 extends LargeCopies {
    private static final int PART_BYTES = 8 << 20;
    private static final int PIECE_BYTES = 4 << 20;

    @Test
    void fromADriveToABucket(AwsClients clients) throws IOException {
        var file = source();
        var bucket = "copies-" + UUID.randomUUID();
        clients.s3().createBucket(request -> request.bucket(bucket));
        try (var proxy = new CountingProxy();
                var from = ConnectedDrive.of("gdrive", store("from"), UnaryOperator.identity())) {
            fill(from.folder("photos"), file);
            var azulejo = Azulejo.in(folder)
                    .with(
                            Variable.ENDPOINT.text(),
                            proxy.before(clients.endpoint().toString()))
                    .with(Variable.REGION.text(), AwsClients.REGION.id())
                    .with(Variable.ACCESS_KEY.text(), AwsClients.KEY)
                    .with(Variable.SECRET_KEY.text(), AwsClients.SECRET);
            from.connect(azulejo);
            var server = from.servers().getFirst();
            long before = server.contentBytes();
            copy(azulejo, "gdrive:/photos/large.bin", "s3://" + bucket + "/", proxy, PART_BYTES, server::contentBytes);
            assertThat(server.contentBytes() - before).isBetween(BYTES, BYTES + 2 * (PART_BYTES + 2L * PIECE_BYTES));
            assertThatItIs(new S3Storage(clients.s3(), bucket, "", MediaTypes::of), file);
            assertThat(clients.s3()
                            .listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .isEmpty();
        }
    }
}
