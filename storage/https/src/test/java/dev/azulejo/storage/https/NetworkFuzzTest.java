package dev.azulejo.storage.https;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

/// Networks and addresses as numbers.
class NetworkFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("192.168.1.0/24", "fd12:3456::/32", "::1", "10.0.0.0/8", "::ffff:1.2.3.4", "1.2.3.4/33")
                .map(text -> text.getBytes(UTF_8));
    }

    @Override
    protected void parse(byte[] input) {
        var text = new String(input, UTF_8);
        try {
            var network = Network.parse(text);
            assertThat(network.contains(network.first())).isTrue();
            assertThat(Network.parse(network.toString())).isEqualTo(network);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).message().isNotBlank();
        }
        Literals.parse(text)
                .ifPresent(address -> assertThat(text.contains(":") || Literals.endsInNumber(text))
                        .as("%s", address)
                        .isTrue());
    }
}
