package assay.reports.section;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/// Debian's Chromium, driven by its own driver. Nothing is ever downloaded: where either is missing
/// the tests say so and are skipped.
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1280,800");

    private final ChromeDriver driver;
    private final Path downloads;

    private Browser(ChromeDriver driver, Path downloads) {
        this.driver = driver;
        this.downloads = downloads;
    }

    /// Why there is no browser here; empty where there is one.
    static Optional<String> missing() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent()
                ? Optional.empty()
                : Optional.of(
                        "SKIPPED: the page is not tested in a browser, for there is no chromium or no chromedriver here (Debian: apt install chromium chromium-driver)");
    }

    static Browser open(Path folder) {
        System.setProperty(
                "webdriver.chrome.driver", onPath("chromedriver").orElseThrow().toString());
        ChromeOptions options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + folder.resolve("profile"));
        options.setExperimentalOption(
                "prefs", Map.of("download.default_directory", folder.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        logs.enable("performance", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new Browser(new ChromeDriver(options), folder);
    }

    private static Optional<Path> onPath(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder).resolve(program);
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /// Shows a page, with a trap for dialogs in it from the start.
    void show(Path page) {
        run(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.caught = []; for (const f of ['alert', 'confirm', 'prompt']) { window[f] = (...x) => { window.caught.push(x); }; }"));
        logs();
        driver.get(page.toUri().toString());
    }

    void size(int width, int height) {
        run(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// @param type `screen` or `print`
    /// @param scheme `light` or `dark`
    void media(String type, String scheme) {
        run(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        type,
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private Map<String, Object> run(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object scriptAsync(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /// Sends keys to whatever has the focus.
    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    WebElement active() {
        return driver.switchTo().activeElement();
    }

    /// What the page said on its console since it was shown.
    List<String> console() {
        List<String> messages = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("browser")) {
            messages.add(entry.toString());
        }
        return messages;
    }

    /// Addresses asked for since the page was shown, itself included.
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (String entry : logs()) {
            if (entry.contains("Network.requestWillBeSent\"")) {
                requests.add(
                        entry.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"));
            }
        }
        return requests;
    }

    private List<String> logs() {
        List<String> entries = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            entries.add(entry.getMessage());
        }
        return entries;
    }

    /// Waits up to ten seconds for a file that the page hands over.
    String download(String name) throws IOException, InterruptedException {
        Path file = downloads.resolve(name);
        for (int i = 0; i < 100 && !Files.exists(file); i++) {
            Thread.sleep(100);
        }
        return Files.readString(file);
    }

    Path pdf(Path file) {
        String data =
                (String)
                        run(
                                        "Page.printToPDF",
                                        Map.of("preferCSSPageSize", true, "printBackground", true))
                                .get("data");
        try {
            return Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
