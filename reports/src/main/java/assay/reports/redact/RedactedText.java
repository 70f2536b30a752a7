package assay.reports.redact;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes paths and the names of files, the user and the machine out of sentences.
///
/// @param secrets words that must not stand in a sentence, the longest first
record RedactedText(List<String> secrets) {

    static final String PATH = "(path)";

    /// A word that begins with a separator, a drive or a home and goes on with folders.
    private static final Pattern PATHS =
            Pattern.compile(
                    "(?<![\\w./\\\\])(?:[A-Za-z]:[\\\\/]|~?/|\\.{1,2}/|\\\\\\\\)[^\\s'\":;,()\\[\\]]+");

    /// A common word is no secret, though a user or a machine may be called by it.
    private static final List<String> COMMON =
            List.of("root", "user", "admin", "home", "localhost", "model", "runner");

    static RedactedText of(Path model) {
        List<String> secrets = new ArrayList<>();
        Path absolute = model.toAbsolutePath().normalize();
        add(secrets, absolute.toString());
        add(secrets, model.toString());
        add(secrets, String.valueOf(model.getFileName()));
        add(secrets, System.getProperty("user.home"));
        add(secrets, System.getProperty("user.dir"));
        add(secrets, System.getProperty("user.name"));
        add(secrets, System.getenv("HOSTNAME"));
        add(secrets, System.getenv("COMPUTERNAME"));
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return new RedactedText(List.copyOf(secrets));
    }

    private static void add(List<String> secrets, @Nullable String word) {
        if (word != null && word.length() >= 3 && !COMMON.contains(word.toLowerCase(Locale.ROOT))) {
            secrets.add(word);
        }
    }

    String without(String words) {
        String text = words;
        for (String secret : secrets) {
            text =
                    text.replaceAll(
                            "(?<![\\w])" + Pattern.quote(secret) + "(?![\\w])",
                            Matcher.quoteReplacement(PATH));
        }
        return PATHS.matcher(text).replaceAll(Matcher.quoteReplacement(PATH));
    }
}
