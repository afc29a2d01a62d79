package dev.azulejo.storage.drives.onedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickXorHashTest {
    private final QuickXorHash hash = new QuickXorHash();

    /// Values that rclone's authors have had from the service.
    @ParameterizedTest
    @CsvSource({
        "'',AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "Sg==,SgAAAAAAAAAAAAAAAQAAAAAAAAA=",
        "tbQ=,taAFAAAAAAAAAAAAAgAAAAAAAAA=",
        "0pZP,0rDEEwAAAAAAAAAAAwAAAAAAAAA=",
        "XBV6YKU9V7yMakZnFIxIkuU=,HbplHsBQih5cgReMQYMRzkABRiA=",
        "T6LYJIfDh81JrAK309H2JMJTXis=,zBTHrspn3mEcohlJdIUAbjGNaNg=",
        "DND1u1uZ5SqZVpRUk6NxSUdVo7IjjL9zs4A1evDNCDLcXWc=,S6lBk2hxI2SWBfn7nbEl7D19UUs=",
        "TiiU1mxzYBSGZuE+TX0l9USWBilQ7dEml5lLrzNPh75xmhjIK8SGqVAkvIMgAmcMB+raXdMPZg==,yECGHtgR128ScP4XlvF96eLbIBE=",
    })
    void isTheOneOfTheService(String bytes, String expected) {
        assertThat(of(Base64.getDecoder().decode(bytes))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "cut at {0}")
    @ValueSource(ints = {0, 1, 19, 20, 159, 160, 161, 1760, 99_999, 100_003})
    void goesOnElsewhere(int cut) {
        var bytes = new byte[100_003];
        new Random(cut).nextBytes(bytes);
        var before = hash.start();
        before.update(bytes, 0, cut);

        var after = hash.resume(before.state());
        after.update(bytes, cut, bytes.length - cut);

        assertThat(after.finish()).isEqualTo(of(bytes));
    }

    /// Beyond what an `int` counts: the place on the circle and the length come from the state alone.
    @Test
    void countsManyBytes() {
        var state = Base64.getEncoder();
        var few = new byte[28];
        few[27] = 3; // 3 bytes
        var many = few.clone();
        many[23] = 10; // and 10 times 2^32, which are as many times around the circle as leave 0 bits
        var one = hash.resume(state.encodeToString(few));
        var other = hash.resume(state.encodeToString(many));
        one.update(new byte[] {1}, 0, 1);
        other.update(new byte[] {1}, 0, 1);

        var oneHash = Base64.getDecoder().decode(one.finish());
        var otherHash = Base64.getDecoder().decode(other.finish());

        assertThat(otherHash[16]).isEqualTo((byte) (oneHash[16] ^ 10));
        otherHash[16] = oneHash[16];
        assertThat(otherHash).isEqualTo(oneHash);
    }

    private String of(byte[] bytes) {
        var running = hash.start();
        running.update(bytes, 0, bytes.length);
        return running.finish();
    }
}
