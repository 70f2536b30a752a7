package assay.reports.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assay.reports.card.Card;
import assay.reports.card.Meters;
import assay.reports.card.Quantity;
import assay.reports.card.Section;
import assay.reports.card.Table;
import assay.reports.card.Text;
import assay.reports.card.Unit;
import assay.reports.section.Narration;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server on this machine answers well, wrongly, slowly, brokenly and with ill will.
class SummarizerTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final String GOOD =
            "ResNet-18 has 11.7 M parameters. It takes 18.6 ms at batch 1, which is 1.08x the"
                    + " estimate, and reaches 59.7/s at batch 32, 85.9% of the peak.";

    /// 18.6 ms (18.3 to 18.7) measured at batch 1, 1.08x an estimate of 17.2 ms, 59.7/s at batch
    /// 32, 85.9 % of the peak.
    private static final Card CARD =
            new Card(
                    "ResNet-18",
                    Text.of("measured on Sample CPU in fp32"),
                    Text.of(Quantity.counted(11_689_512, Unit.COUNT)).and(" parameters"),
                    List.of(
                            Text.of(Quantity.measured(0.0186, Unit.SECONDS).within(0.0183, 0.0187))
                                    .and(" at batch ")
                                    .and(Quantity.counted(1, Unit.COUNT)),
                            Text.of(Quantity.measured(1.08, Unit.RATIO))
                                    .and(" of ")
                                    .and(Quantity.estimated(0.0172, Unit.SECONDS)),
                            Text.of(Quantity.measured(59.7, Unit.PER_SECOND))
                                    .and(" at batch ")
                                    .and(Quantity.counted(32, Unit.COUNT)),
                            Text.of(Quantity.measured(0.859, Unit.FRACTION))),
                    List.of(),
                    new Meters(List.of()),
                    new Table("", List.of(Table.Column.number("Batch size")), List.of()),
                    List.of(
                            new Section(
                                    "summary",
                                    "Executive summary",
                                    Text.of("In short."),
                                    List.of(),
                                    Section.Place.BODY)),
                    Text.EMPTY);

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> authorized = new AtomicReference<>("");
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private Narration narrate(Reply reply) {
        return narrate(reply, LIMIT);
    }

    private Narration narrate(Reply reply, Duration limit) {
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    asked.set(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    authorized.set(
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                    try (exchange) {
                        reply.to(exchange);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        return Summarizer.narrate(CARD, endpoint("sample-key"), limit);
    }

    private Endpoint endpoint(String key) {
        return Endpoint.of(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "sample-model", key);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String completion(String text) {
        var root = JsonMapper.shared().createObjectNode();
        root.putArray("choices")
                .addObject()
                .putObject("message")
                .put("role", "assistant")
                .put("content", text);
        return root.toString();
    }

    private Narration says(String text) {
        return narrate(exchange -> send(exchange, 200, completion(text)));
    }

    @Test
    void aGoodAnswerStandsUnderItsWritersName() {
        Narration narration = says(GOOD);
        assertThat(narration.whyTemplate()).isEmpty();
        assertThat(narration.text()).isEqualTo(GOOD);
        assertThat(narration.writer()).isEqualTo("sample-model at 127.0.0.1");
    }

    @Test
    void whatIsSentIsTheCardsFiguresAsPrinted() {
        says(GOOD);
        JsonNode sent = JsonMapper.shared().readTree(asked.get());
        assertThat(authorized.get()).isEqualTo("Bearer sample-key");
        assertThat(sent.get("model").stringValue()).isEqualTo("sample-model");
        assertThat(sent.get("messages").size()).isEqualTo(2);
        JsonNode facts =
                JsonMapper.shared()
                        .readTree(sent.get("messages").get(1).get("content").stringValue());
        assertThat(facts.get("model").stringValue()).isEqualTo("ResNet-18");
        assertThat(facts.get("verdict").get(0).stringValue())
                .isEqualTo("18.6 ms (+0.54 % −1.6 %) at batch 1");
    }

    @Test
    void withoutAKeyNoneIsSent() {
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    authorized.set(
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                    try (exchange) {
                        send(exchange, 200, completion(GOOD));
                    }
                });
        Summarizer.narrate(CARD, endpoint(""), LIMIT);
        assertThat(authorized.get()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It takes 18.7 us at batch 1.",
                "It takes 18.6 s at batch 1.",
                "It takes 18.60 ms at batch 1.",
                "It takes 19 ms.",
                "It reaches 60/s.",
                "It is 7 times as fast.",
                "It is twice as fast as the estimate.",
                "Forty runs were made.",
                "It has 11.8 M parameters.",
                "It has 11.7 B parameters.",
                "ResNet-50 takes 18.6 ms.",
                "It reaches 86% of the peak.",
                "It takes ½ s.",
                "It takes ١٨ ms.",
                "At 18.6 it is fast.",
            })
    void aNumberThatTheCardDoesNotHaveRefusesTheText(String text) {
        Narration narration = says(text);
        assertThat(narration.text()).isEmpty();
        assertThat(narration.writer()).isEmpty();
        assertThat(narration.whyTemplate()).contains("a number that is not on the card");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Between 18.3 ms and 18.7 ms.",
                "The model has 11,689,512 parameters (11.7 M).",
                "It needs 18.6ms at batch 1.",
                "One estimate said 17.2 ms; fp32 throughout.",
            })
    void numbersStandAsTheCardPrintsThem(String text) {
        assertThat(says(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)> It takes 18.6 ms.",
                "It takes 18.6 ms </script><script>alert(1)</script>",
                "See [the card](https://evil.example) for 18.6 ms.",
                "![x](//evil.example/p.png)",
                "Visit http://evil.example for more.",
                "# Heading",
                "It is `fast`.",
                "- a list",
            })
    void markupIsRefused(String text) {
        assertThat(says(text).whyTemplate()).contains("not plain words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"It is \u0007fast.", "It is \u202Etsaf.", "fast\u200B and small"})
    void controlAndInvisibleCharactersAreRefused(String text) {
        assertThat(says(text).whyTemplate()).contains("control or invisible characters");
    }

    @Test
    void emptyAndLongTextsAreRefused() {
        assertThat(Summarizer.objection(CARD, "  ")).hasValue("is empty");
        assertThat(Summarizer.objection(CARD, "very fast ".repeat(200)))
                .hasValueSatisfying(why -> assertThat(why).contains("longer than 1500"));
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() {
        Narration narration =
                narrate(
                        exchange -> {
                            exchange.sendResponseHeaders(200, 0);
                            exchange.getResponseBody().write('{');
                            exchange.getResponseBody().flush();
                            end.await();
                        },
                        Duration.ofSeconds(1));
        assertThat(narration.whyTemplate()).contains("no whole answer within 1 s");
    }

    @Test
    void anAnswerThatNeverBeginsIsGivenUp() {
        Narration narration = narrate(_ -> end.await(), Duration.ofSeconds(1));
        assertThat(narration.text()).isEmpty();
        assertThat(narration.whyTemplate()).isNotEmpty();
    }

    @Test
    void anOversizedAnswerIsNotRead() {
        Narration narration =
                narrate(exchange ->
                        send(exchange, 200, completion("a".repeat(ChatCompletion.MOST_BYTES))));
        assertThat(narration.whyTemplate()).contains("longer than 262144 bytes");
    }

    @Test
    void brokenAnswersAreNamed() {
        assertThat(narrate(exchange -> send(exchange, 200, "{\"choices\": [")).whyTemplate())
                .contains("no JSON");
    }

    @Test
    void answersWithoutATextAreNamed() {
        assertThat(narrate(exchange -> send(exchange, 200, "{\"choices\": []}")).whyTemplate())
                .contains("without choices[0].message.content");
    }

    @Test
    void aFailureIsNamedWithoutTheKey() {
        assertThat(narrate(exchange -> send(exchange, 401, "no")).whyTemplate())
                .contains("status 401")
                .doesNotContain("sample-key");
    }

    @Test
    void aRedirectIsNotFollowed() {
        Narration narration =
                narrate(exchange -> {
                    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                });
        assertThat(narration.whyTemplate()).contains("redirect (307), which is not followed");
    }

    @Test
    void nobodyThereIsSaid() {
        Endpoint nobody = endpoint("");
        server.stop(0);
        assertThat(Summarizer.narrate(CARD, nobody, LIMIT).whyTemplate())
                .contains("could not be asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/v1",
                "http://localhost.evil.example/v1",
                "http://127.0.0.1.evil.example/v1",
                "ftp://127.0.0.1/v1",
                "https://user:word@example.org/v1",
                "https://example.org/v1?key=x",
                "file:///etc/passwd",
                "not an address",
                "/v1",
            })
    void nothingIsSentInTheClearOrElsewhere(String url) {
        assertThatThrownBy(() -> Endpoint.of(url, "m", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointsPathIsCompleted() {
        assertThat(Endpoint.of("https://example.org/v1/", "m", "").completions())
                .hasToString("https://example.org/v1/chat/completions");
        assertThat(Endpoint.of("https://example.org/v1/chat/completions", "m", "").completions())
                .hasToString("https://example.org/v1/chat/completions");
        assertThat(Endpoint.of("http://[::1]:8080/v1", "m", "").completions().getPort())
                .isEqualTo(8080);
    }
}
