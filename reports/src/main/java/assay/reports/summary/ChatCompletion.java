package assay.reports.summary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One request to an OpenAI-compatible service. It follows no redirect, waits no longer than its
/// limit for the whole answer, and reads no more than [#MOST_BYTES] of it.
final class ChatCompletion {

    /// A summary is some hundred bytes; an answer that is longer than this is none.
    static final int MOST_BYTES = 256 << 10;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private ChatCompletion() {}

    /// What came back.
    sealed interface Answer {
        record Content(String text) implements Answer {}

        /// Nothing that could stand on a card.
        ///
        /// @param why one clause: the service ...
        record None(String why) implements Answer {}
    }

    static Answer ask(Endpoint endpoint, String instruction, String facts, Duration limit) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint.completions())
                        .timeout(limit)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        body(endpoint, instruction, facts)));
        if (!endpoint.key().isEmpty()) {
            request.header("Authorization", "Bearer " + endpoint.key());
        }
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            CompletableFuture<HttpResponse<byte[]>> response =
                    client.sendAsync(request.build(), _ -> new Limited());
            try {
                return content(response.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            } finally {
                response.cancel(true);
                client.shutdownNow();
            }
        } catch (TimeoutException e) {
            return new Answer.None("gave no whole answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer.None(
                    "could not be asked: " + said(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.None("was not waited for");
        }
    }

    private static String said(Throwable e) {
        if (e instanceof ConnectException) {
            return "nothing answers there";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String body(Endpoint endpoint, String instruction, String facts) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("model", endpoint.model());
        ArrayNode messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", instruction);
        messages.addObject().put("role", "user").put("content", facts);
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static Answer content(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            return new Answer.None(
                    "answered with a redirect (" + status + "), which is not followed");
        }
        if (status != 200) {
            return new Answer.None("answered with status " + status);
        }
        try {
            JsonNode content =
                    JsonMapper.shared()
                            .readTree(new String(response.body(), StandardCharsets.UTF_8))
                            .path("choices")
                            .path(0)
                            .path("message")
                            .path("content");
            return content.isString()
                    ? new Answer.Content(content.stringValue())
                    : new Answer.None("answered without choices[0].message.content");
        } catch (JacksonException e) {
            return new Answer.None("answered with something that is no JSON");
        }
    }

    /// Collects a body up to the limit, and fails beyond it.
    private static final class Limited implements HttpResponse.BodySubscriber<byte[]> {
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private Flow.@Nullable Subscription subscription;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (read.size() + part.remaining() > MOST_BYTES) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    whole.completeExceptionally(
                            new IOException("the answer is longer than " + MOST_BYTES + " bytes"));
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                read.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable e) {
            whole.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            whole.complete(read.toByteArray());
        }
    }
}
