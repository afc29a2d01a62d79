package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestsTest {
    private final Guests guests = new Guests(2);

    private boolean enters(String address) throws UnknownHostException {
        return guests.enter(InetAddress.getByName(address));
    }

    @Test
    void onePlaceIsFreeAgainForEachThatLeaves() throws UnknownHostException {
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isFalse();
        guests.leave(InetAddress.getByName("192.0.2.1"));
        assertThat(enters("192.0.2.1")).isTrue();
        assertThat(enters("192.0.2.1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, true",
        "2001:db8::1, 2001:db8::ffff:2, false",
        "2001:db8::1, 2001:db8:0:0:8000::, false",
        "2001:db8::1, 2001:db8:0:1::1, true"
    })
    void aNetworkOfIpv6IsOneAddress(String full, String other, boolean enters) throws UnknownHostException {
        for (int number = 0; number < 2; number++) {
            assertThat(enters(full)).isTrue();
        }
        assertThat(enters(other)).isEqualTo(enters);
    }

    @Test
    void thereIsAnEndForAllAddressesTogether() throws UnknownHostException {
        for (int number = 0; number < 8192; number++) {
            assertThat(enters("10.0.%d.%d".formatted(number / 256, number % 256)))
                    .isTrue();
        }
        assertThat(enters("10.1.0.0")).isFalse();
        guests.leave(InetAddress.getByName("10.0.0.0"));
        assertThat(enters("10.1.0.0")).isTrue();
    }
}
