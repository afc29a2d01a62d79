package dev.azulejo.storage.drives.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.dropbox.core.DbxException;
import com.dropbox.core.InvalidAccessTokenException;
import com.dropbox.core.RateLimitException;
import com.dropbox.core.RetryException;
import com.dropbox.core.oauth.DbxOAuthException;
import com.dropbox.core.v2.DbxClientV2;
import com.dropbox.core.v2.auth.AuthError;
import com.dropbox.core.v2.files.UploadSessionCursor;
import com.dropbox.core.v2.files.UploadSessionFinishErrorException;
import com.dropbox.core.v2.files.WriteMode;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.WireFault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DropboxSdkAccessTest extends DropboxSdk {
    @Test
    void tokensExpireAndAreRenewed() throws DbxException, IOException {
        put("/a", bytes("x"));
        fake.pass(Duration.ofHours(4));
        var withoutRenewal = new DbxClientV2(config(), credential.getAccessToken());
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> withoutRenewal.files().getMetadata("/a"))
                .satisfies(e -> assertThat(e.getAuthError()).isEqualTo(AuthError.EXPIRED_ACCESS_TOKEN));
        assertThatExceptionOfType(InvalidAccessTokenException.class).isThrownBy(() -> put("/by/upload", bytes("x")));
        assertThat(client.files().getMetadata("/a").getName())
                .isEqualTo("a"); // renews by itself, which an upload does not
        put("/by/rpc", bytes("x"));
        fake.pass(Duration.ofHours(4));
        credential.refresh(config());
        put("/by/upload", bytes("x"));
        client.auth().tokenRevoke();
        assertThatExceptionOfType(DbxOAuthException.class)
                .isThrownBy(() -> credential.refresh(config()))
                .satisfies(e -> assertThat(e.getDbxOAuthError().getError()).isEqualTo("invalid_grant"));
        assertThatExceptionOfType(InvalidAccessTokenException.class)
                .isThrownBy(() -> client.files().getMetadata("/a"));
    }

    @Test
    void faultsReachTheLibraryAsThoseOfDropboxDo() {
        server.follow(FaultScript.none()
                .then(request -> true, new WireFault.Throttled(7))
                .then(request -> true, new WireFault.Unavailable()));
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> client.files().getMetadata("/a"))
                .satisfies(e -> assertThat(e.getBackoffMillis()).isEqualTo(7000));
        assertThatExceptionOfType(RetryException.class)
                .isThrownBy(() -> client.files().getMetadata("/a"));
    }

    @Test
    void sessionsEndAfterAWeek() throws DbxException, IOException {
        var session = client.files().uploadSessionStart().uploadAndFinish(in(bytes("one")));
        fake.pass(Duration.ofDays(7));
        credential.refresh(config());
        assertThatExceptionOfType(UploadSessionFinishErrorException.class)
                .isThrownBy(() ->
                        finish(new UploadSessionCursor(session.getSessionId(), 3), "/a", new byte[0], WriteMode.ADD))
                .satisfies(e -> assertThat(e.errorValue.getLookupFailedValue().isNotFound())
                        .isTrue());
    }
}
