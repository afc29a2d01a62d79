package dev.azulejo.server;

import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SecretsManagerSecrets;
import dev.azulejo.local.office.StackSecrets;
import dev.azulejo.storage.Secrets;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The connections of a deployment's drives, in AWS Secrets Manager.
public final class StackConnections implements StackSecrets {
    @Override
    public Secrets of(String stack) {
        return new SecretsManagerSecrets(SdkClients.built(SecretsManagerClient.builder()), stack + "/");
    }
}
