package dev.azulejo.storage.drives.gdrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.InputStreamContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.Channel;
import com.google.api.services.drive.model.File;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.gdrive.GoogleDriveFake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Google's own library speaks to our fake: a fake that only our client has talked to proves little.
class GoogleDriveFakeTest {
    private static final String BINARY = "application/octet-stream";
    private static final String FOLDER = "application/vnd.google-apps.folder";

    private final GoogleDriveFake fake = new GoogleDriveFake(3);

    @AutoClose
    private final WireServer server = new WireServer(fake);

    private final Drive drive = drive(fake.token());

    private Drive drive(String token) {
        return new Drive.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), request -> {
                    request.getHeaders().setAuthorization("Bearer " + token);
                    request.setUnsuccessfulResponseHandler(
                            new HttpBackOffUnsuccessfulResponseHandler(new ExponentialBackOff.Builder()
                                    .setInitialIntervalMillis(1)
                                    .build()));
                })
                .setRootUrl(server.address() + "/")
                .setApplicationName("azulejo-test")
                .build();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static File named(String name) {
        return new File().setName(name);
    }

    private byte[] downloaded(String id) throws IOException {
        var bytes = new ByteArrayOutputStream();
        drive.files().get(id).executeMediaAndDownloadTo(bytes);
        return bytes.toByteArray();
    }

    @Test
    void uploadsInChunksAlsoWhenOneMeetsAFault() throws IOException {
        var bytes = random(3 * MediaHttpUploader.MINIMUM_CHUNK_SIZE + 7);
        server.follow(FaultScript.none()
                .then(
                        request -> request.header("content-range").orElse("").startsWith("bytes 262144-"),
                        new WireFault.Unavailable()));
        var content = new InputStreamContent(BINARY, new ByteArrayInputStream(bytes)); // of unknown length
        var create = drive.files().create(named("a"), content).setFields("id,md5Checksum,size,headRevisionId");
        create.getMediaHttpUploader().setChunkSize(MediaHttpUploader.MINIMUM_CHUNK_SIZE);
        var file = create.execute();
        assertThat(file.getSize()).isEqualTo(bytes.length);
        assertThat(file.getHeadRevisionId()).isNotEmpty();
        assertThat(downloaded(file.getId())).isEqualTo(bytes);
        assertThat(server.requests())
                .anyMatch(request -> request.header("content-range")
                        .filter("bytes */*"::equals)
                        .isPresent());
    }

    @Test
    void givesAnExistingFileNewBytes() throws IOException {
        var id = fake.put("root", "a", BINARY, random(10));
        var before = drive.files().get(id).setFields("headRevisionId").execute().getHeadRevisionId();
        var update = drive.files()
                .update(id, new File(), new ByteArrayContent(BINARY, random(400_000)))
                .setFields("id,headRevisionId");
        var file = update.execute();
        assertThat(file.getId()).isEqualTo(id);
        assertThat(file.getHeadRevisionId()).isNotEqualTo(before);
        assertThat(downloaded(id)).isEqualTo(random(400_000));
        assertThat(drive.revisions().list(id).execute().getRevisions()).hasSize(2);
        var old = new ByteArrayOutputStream();
        drive.revisions().get(id, before).executeMediaAndDownloadTo(old);
        assertThat(old.toByteArray()).isEqualTo(random(10));
    }

    @Test
    void uploadsInOneRequest() throws IOException {
        var create = drive.files().create(named("a"), new ByteArrayContent("image/png", random(100)));
        create.getMediaHttpUploader().setDirectUploadEnabled(true);
        var file = create.setFields("id,name,mimeType").execute();
        assertThat(file.getName()).isEqualTo("a");
        assertThat(file.getMimeType()).isEqualTo("image/png");
        assertThat(downloaded(file.getId())).isEqualTo(random(100));
    }

    @Test
    void readsPartsOfAFile() throws IOException {
        var id = fake.put("root", "a", BINARY, random(1000));
        var get = drive.files().get(id);
        get.getMediaHttpDownloader().setDirectDownloadEnabled(true).setContentRange(100L, 199L);
        var bytes = new ByteArrayOutputStream();
        get.executeMediaAndDownloadTo(bytes);
        assertThat(bytes.toByteArray()).isEqualTo(Arrays.copyOfRange(random(1000), 100, 200));
    }

    @Test
    void listsPageByPageWhatAQuestionNames() throws IOException {
        var folder = drive.files()
                .create(named("O'Neill \\ co").setMimeType(FOLDER))
                .execute()
                .getId();
        for (int index = 0; index < 7; index++) {
            drive.files().create(named("f" + index).setParents(List.of(folder))).execute();
        }
        fake.put("root", "elsewhere", BINARY, new byte[0]);
        var names = new ArrayList<String>();
        var list = drive.files()
                .list()
                .setQ("'%s' in parents and trashed=false".formatted(folder))
                .setPageSize(5);
        do {
            var page = list.setFields("nextPageToken,files(name)").execute();
            page.getFiles().forEach(file -> names.add(file.getName()));
            list.setPageToken(page.getNextPageToken());
        } while (list.getPageToken() != null);
        assertThat(names).containsExactlyInAnyOrder("f0", "f1", "f2", "f3", "f4", "f5", "f6");
        assertThat(drive.files()
                        .list()
                        .setQ("name = 'O\\'Neill \\\\ co' and mimeType = '" + FOLDER + "'")
                        .execute()
                        .getFiles())
                .extracting(File::getId)
                .containsExactly(folder);
    }

    @Test
    void keepsAnyNumberOfOneName() throws IOException {
        drive.files().create(named("a")).execute();
        drive.files().create(named("a")).execute();
        drive.files().create(named("b").setMimeType(FOLDER)).execute();
        drive.files().create(named("b").setMimeType(FOLDER)).execute();
        assertThat(fake.count("root", "a")).isEqualTo(2);
        assertThat(fake.count("root", "b")).isEqualTo(2);
    }

    @Test
    void takesAnIdThatItGaveOutOnce() throws IOException {
        var ids = drive.files().generateIds().setCount(2).execute().getIds();
        drive.files().create(named("a").setId(ids.getFirst())).execute();
        assertThatExceptionOfType(GoogleJsonResponseException.class)
                .isThrownBy(() -> drive.files()
                        .create(named("a").setId(ids.getFirst()), new ByteArrayContent(BINARY, random(5)))
                        .execute())
                .satisfies(refused -> assertThat(refused.getStatusCode()).isEqualTo(409));
        assertThat(fake.count("root", "a")).isEqualTo(1);
    }

    @Test
    void trashesAndDeletes() throws IOException {
        var folder = fake.folder("root", "f");
        var id = fake.put(folder, "a", BINARY, random(5));
        drive.files().update(folder, new File().setTrashed(true)).execute();
        assertThat(drive.files().get(id).setFields("trashed").execute().getTrashed())
                .isTrue();
        drive.files().update(folder, new File().setTrashed(false)).execute();
        assertThat(drive.files().get(id).setFields("trashed").execute().getTrashed())
                .isFalse();
        drive.files().delete(folder).execute();
        assertThatExceptionOfType(GoogleJsonResponseException.class)
                .isThrownBy(() -> drive.files().get(id).execute())
                .satisfies(refused -> assertThat(refused.getDetails().getCode()).isEqualTo(404));
    }

    @Test
    void tellsWhatHasChanged() throws IOException {
        fake.put("root", "before", BINARY, new byte[0]);
        var start = drive.changes().getStartPageToken().execute().getStartPageToken();
        var kept = fake.put("root", "kept", BINARY, random(5));
        var gone = fake.put("root", "gone", BINARY, new byte[0]);
        for (int index = 0; index < 4; index++) {
            fake.put("root", "more" + index, BINARY, new byte[0]);
        }
        fake.replace(kept, random(6));
        fake.deleteForEver(gone);
        var seen = new ArrayList<String>();
        var token = start;
        while (token != null) {
            var page = drive.changes()
                    .list(token)
                    .setFields("nextPageToken,newStartPageToken,changes(fileId,removed,file(name,size))")
                    .execute();
            page.getChanges()
                    .forEach(change -> seen.add(
                            change.getRemoved() ? "-" : change.getFile().getName()));
            token = page.getNextPageToken();
            assertThat(token == null).isEqualTo(page.getNewStartPageToken() != null);
        }
        assertThat(seen).containsExactlyInAnyOrder("more0", "more1", "more2", "more3", "kept", "-");
    }

    @Test
    void opensAChannelForAWhile() throws IOException {
        var start = drive.changes().getStartPageToken().execute().getStartPageToken();
        var asked = new Channel()
                .setId("c-1")
                .setType("web_hook")
                .setAddress("https://example.com/x")
                .setToken("t");
        var channel = drive.changes().watch(start, asked).execute();
        assertThat(channel.getToken()).isEqualTo("t");
        assertThat(channel.getExpiration()).isGreaterThan(System.currentTimeMillis());
        drive.channels().stop(channel).execute();
        assertThatIOException().isThrownBy(() -> drive.channels().stop(channel).execute());
        assertThatIOException()
                .isThrownBy(() -> drive.changes()
                        .watch(start, asked.setAddress("http://example.com/x"))
                        .execute());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rateLimitExceeded", "userRateLimitExceeded"})
    void saysInGooglesWordsThatItIsAskedTooOften(String reason) {
        fake.limitOnce(403, reason);
        assertThatExceptionOfType(GoogleJsonResponseException.class)
                .isThrownBy(() -> drive.files().list().execute())
                .satisfies(refused -> {
                    assertThat(refused.getDetails().getErrors().getFirst().getReason())
                            .isEqualTo(reason);
                    assertThat(refused.getDetails().getErrors().getFirst().getDomain())
                            .isEqualTo("usageLimits");
                });
    }

    @Test
    void refusesTokensThatAreOver() {
        var old = fake.token();
        fake.expire(old);
        assertThatExceptionOfType(GoogleJsonResponseException.class)
                .isThrownBy(() -> drive(old).files().list().execute())
                .satisfies(refused -> assertThat(refused.getStatusCode()).isEqualTo(401));
    }

    @Test
    void renewsTokensAsLongAsTheOwnerWants() throws IOException {
        var renewal = new RefreshTokenRequest(
                        new NetHttpTransport(),
                        GsonFactory.getDefaultInstance(),
                        new GenericUrl(server.address() + "/token"),
                        fake.refreshToken())
                .setClientAuthentication(new ClientParametersAuthentication("client", "secret"));
        var renewed = renewal.execute();
        assertThat(renewed.getExpiresInSeconds()).isPositive();
        assertThat(drive(renewed.getAccessToken()).files().list().execute().getFiles())
                .isEmpty();
        fake.revoke();
        assertThatExceptionOfType(TokenResponseException.class)
                .isThrownBy(renewal::execute)
                .satisfies(
                        refused -> assertThat(refused.getDetails().getError()).isEqualTo("invalid_grant"));
    }
}
