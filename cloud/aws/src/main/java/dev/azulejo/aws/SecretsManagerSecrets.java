package dev.azulejo.aws;

import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/// Keeps secrets in AWS Secrets Manager. Thread-safe.
///
/// The service has no conditional writes, but the writer chooses an id for each version, and other content
/// under an id that is taken is refused. So the id of a version is derived from that of the version before:
/// of any number of writers that have read the same one, the first wins, and a writer that has read an
/// older one finds its id taken, too. (API reference, PutSecretValue, `ClientRequestToken`; versions are
/// kept for a day at least.)
public final class SecretsManagerSecrets implements Secrets {
    private static final int BAD_REQUEST = 400;

    private final SecretsManagerClient secrets;
    private final String prefix;

    /// @param prefix of the names of all secrets
    public SecretsManagerSecrets(SecretsManagerClient secrets, String prefix) {
        this.secrets = secrets;
        this.prefix = prefix;
    }

    @Override
    public Optional<String> find(String name) {
        return current(name).map(GetSecretValueResponse::secretString);
    }

    private Optional<GetSecretValueResponse> current(String name) {
        try {
            return Optional.of(secrets.getSecretValue(get -> get.secretId(prefix + name)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failure("could not read", name, e);
        }
    }

    @Override
    public boolean replace(String name, Optional<String> expected, String secret) {
        var there = current(name);
        if (!there.map(GetSecretValueResponse::secretString).equals(expected)) {
            return false;
        }
        try {
            if (there.isEmpty()) {
                secrets.createSecret(create -> create.name(prefix + name).secretString(secret));
            } else {
                var id = after(there.get().versionId());
                secrets.putSecretValue(put ->
                        put.secretId(prefix + name).clientRequestToken(id).secretString(secret));
            }
            return true;
        } catch (ResourceExistsException e) {
            return false;
        } catch (SdkException e) {
            throw failure("could not keep", name, e);
        }
    }

    private static String after(String version) {
        return UUID.nameUUIDFromBytes(("after " + version).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /// Removes the secret at once: one that is kept for some days could still be read.
    @Override
    public void remove(String name) {
        try {
            secrets.deleteSecret(delete -> delete.secretId(prefix + name).forceDeleteWithoutRecovery(true));
        } catch (ResourceNotFoundException e) {
            return; // it was not there
        } catch (SdkException e) {
            throw failure("could not remove", name, e);
        }
    }

    /// The failure for an error of the service, whose message names the secret, never its content.
    private StorageFailure failure(String what, String name, SdkException e) {
        var message = "%s the secret %s%s: %s".formatted(what, prefix, name, e.getMessage());
        boolean isRefusal = e instanceof AwsServiceException service
                && service.statusCode() == BAD_REQUEST
                && !service.isThrottlingException();
        return isRefusal ? new StorageDenied(message, e) : new StorageUnavailable(message, e);
    }
}
