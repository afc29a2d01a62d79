package dev.azulejo.storage.drives;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A request to a service.
///
/// @param isOurs whether it goes to the service's own API, which alone gets the token: addresses that the
///     service returns for uploads and downloads contain their own right
public record DriveRequest(String method, String address, Map<String, String> headers, byte[] body, boolean isOurs) {
    private static final byte[] NOTHING = {};

    public DriveRequest {
        headers = Map.copyOf(headers);
    }

    public static DriveRequest get(String address) {
        return new DriveRequest("GET", address, Map.of(), NOTHING, true);
    }

    public static DriveRequest of(String method, String address) {
        return new DriveRequest(method, address, Map.of(), NOTHING, true);
    }

    public static DriveRequest post(String address, String json) {
        return of("POST", address).withJson(json);
    }

    public DriveRequest withJson(String json) {
        return with("Content-Type", "application/json").withBody(json.getBytes(StandardCharsets.UTF_8));
    }

    public DriveRequest withBody(byte[] bytes) {
        return new DriveRequest(method, address, headers, bytes, isOurs);
    }

    public DriveRequest with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new DriveRequest(method, address, more, body, isOurs);
    }

    /// Returns this request for a range of a file, without a `Range` if that is the whole file.
    public DriveRequest forPart(DriveFile file, long offset, long length) {
        return file.isWhole(offset, length)
                ? this
                : with("Range", "bytes=%d-%d".formatted(offset, offset + length - 1));
    }

    /// Returns this request without the token, for an address that the service has returned.
    public DriveRequest elsewhere() {
        return new DriveRequest(method, address, headers, body, false);
    }
}
