package dev.azulejo.storage.drives.dropbox;

import com.dropbox.core.http.HttpRequestor;
import com.dropbox.core.http.StandardHttpRequestor;
import java.io.IOException;
import java.util.regex.Pattern;

/// Sends what the official library sends to Dropbox to a server of ours: the library cannot be told another scheme or
/// port.
final class RedirectedRequestor extends HttpRequestor {
    private static final Pattern HOST = Pattern.compile("https://(api|content|notify)\\.dropboxapi\\.com");

    private final HttpRequestor requestor = StandardHttpRequestor.INSTANCE;
    private final String address;

    RedirectedRequestor(String address) {
        this.address = address;
    }

    private String redirected(String url) {
        var found = HOST.matcher(url);
        if (!found.lookingAt()) {
            throw new IllegalArgumentException("the library asks somebody else: " + url);
        }
        return address + "/" + found.group(1) + url.substring(found.end());
    }

    @Override
    public Response doGet(String url, Iterable<Header> headers) throws IOException {
        return requestor.doGet(redirected(url), headers);
    }

    @Override
    public Uploader startPost(String url, Iterable<Header> headers) throws IOException {
        return requestor.startPost(redirected(url), headers);
    }

    @Override
    public Uploader startPostInStreamingMode(String url, Iterable<Header> headers) throws IOException {
        return requestor.startPostInStreamingMode(redirected(url), headers);
    }

    @Override
    public Uploader startPut(String url, Iterable<Header> headers) throws IOException {
        return requestor.startPut(redirected(url), headers);
    }
}
