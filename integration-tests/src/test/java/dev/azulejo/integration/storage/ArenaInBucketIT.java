package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.JudgesDesk;
import dev.azulejo.arena.store.JudgesDesk.Next;
import dev.azulejo.arena.store.JudgesDesk.Side;
import dev.azulejo.arena.store.JudgesDesk.Taken;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.server.Served;
import dev.azulejo.server.ServedArena;
import dev.azulejo.storage.s3.S3Storage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An arena whose objects lie in a bucket.
@OnLocalStack
class ArenaInBucketIT {
    @TempDir
    private static Path folder;

    private static Served.Ran arena(AwsClients aws, String... arguments) {
        var ran = ServedArena.run(
                Map.of(
                        Variable.ENDPOINT.text(),
                        aws.endpoint().toString(),
                        Variable.REGION.text(),
                        AwsClients.REGION.id(),
                        Variable.ACCESS_KEY.text(),
                        AwsClients.KEY,
                        Variable.SECRET_KEY.text(),
                        AwsClients.SECRET),
                arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran;
    }

    @Test
    void itIsMadeThereAndVotesLieBesideIt(AwsClients aws) {
        ServedArena.writeCandidates(folder, 2);
        var bucket = new Buckets(aws.s3()).unversioned();
        var place = "s3://%s/looks".formatted(bucket);
        arena(
                aws,
                "make",
                place,
                "--candidates=a=" + folder.resolve("crisp"),
                "--candidates=b=" + folder.resolve("soft"));
        var key = arena(aws, "invite", place, "Ana").out().strip().replaceAll(".*&key=", "");

        var objects = new ArenaObjects(new S3Storage(aws.s3(), bucket, "looks/", MediaTypes::of));
        var desk = new JudgesDesk(objects, objects.arena().orElseThrow(), Clock.systemUTC());
        var ana = desk.judge(key).orElseThrow();
        int votes = 0;
        while (desk.next(ana) instanceof Next.Put put) {
            var answer = new Answer(Choice.LEFT, Set.of());
            assertThat(desk.picture(ana, put.asked().number(), Side.LEFT)).isPresent();
            assertThat(desk.answer(ana, put.asked().number(), answer)).isEqualTo(Taken.COUNTED);
            assertThat(desk.answer(ana, put.asked().number(), answer)).isEqualTo(Taken.KNOWN);
            votes++;
        }
        assertThat(votes).isPositive();
        assertThat(arena(aws, "result", place).out()).contains(" over ", "Ana", votes + " votes, catch");
    }
}
