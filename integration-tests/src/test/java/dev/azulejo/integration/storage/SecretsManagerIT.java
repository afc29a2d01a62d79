package dev.azulejo.integration.storage;

import dev.azulejo.aws.SecretsManagerSecrets;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.storage.Secrets;
import dev.azulejo.storage.testkit.SecretsContract;
import java.util.UUID;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@OnLocalStack
class SecretsManagerIT extends SecretsContract {
    private final AwsClients aws;

    SecretsManagerIT(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    protected Secrets emptySecrets() {
        return new SecretsManagerSecrets(
                aws.client(SecretsManagerClient.builder()), "contract-%s/".formatted(UUID.randomUUID()));
    }
}
