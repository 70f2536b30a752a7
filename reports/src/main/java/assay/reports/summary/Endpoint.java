package assay.reports.summary;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// An OpenAI-compatible service, and the language model to ask there.
///
/// @param completions where chat completions are posted
/// @param model as the service names it
/// @param key sent as a bearer token; empty where none is wanted
public record Endpoint(URI completions, String model, String key) {

    private static final String PATH = "/chat/completions";

    /// The service at `url`, which may end with or without `/chat/completions`.
    ///
    /// @throws IllegalArgumentException with a sentence where nothing may be sent there: only https
    ///   is allowed, and http to this machine itself
    public static Endpoint of(String url, String model, String key) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no address", e);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("give an address such as https://host/v1");
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    "an address has no user, query or fragment here; the key comes from the environment");
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "http would send the figures and the key in the clear; give https, or an address of this machine");
        }
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return new Endpoint(URI.create(base.endsWith(PATH) ? base : base + PATH), model, key);
    }

    /// Names of this machine alone, without asking a name service.
    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    String host() {
        return completions.getHost();
    }

    @Override
    public String toString() {
        return model + " at " + host();
    }
}
