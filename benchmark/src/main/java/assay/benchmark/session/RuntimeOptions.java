package assay.benchmark.session;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Options of a session as the user names them (`--option threads=1`). What is not named is left to
/// ONNX Runtime's own default.
///
/// | key | values |
/// |---|---|
/// | `threads` | threads that work on one operator; 0 = the runtime's choice |
/// | `spinning` | `true`, `false`: whether idle threads spin |
/// | `optimization` | `none`, `basic`, `extended`, `layout`, `all` |
/// | `memory-pattern` | `true`, `false` |
/// | `arena` | `off` (CPU only), `next-power-of-two`, `same-as-requested` (CUDA only) |
/// | `strict` | `true`: a node that would fall back to the CPU is an error |
/// | `tf32` | `true`, `false` (CUDA only) |
/// | `cuda-graph` | `true`: time the device-resident span once more from a CUDA graph (CUDA only) |
/// | `conv-search` | `exhaustive`, `heuristic`, `default` (CUDA only) |
/// | `ort:KEY` | any session configuration entry of ONNX Runtime, as it is |
/// | `cuda:KEY` | any option of the CUDA provider, as it is |
///
/// @param values the options by key, sorted
public record RuntimeOptions(SortedMap<String, String> values) {

    /// Nothing set: ONNX Runtime's defaults.
    public static final RuntimeOptions DEFAULTS = of(Map.of());

    private static final Set<String> BOOLEANS = Set.of("true", "false");

    private static final Map<String, Set<String>> CHOICES =
            Map.of(
                    "spinning", BOOLEANS,
                    "memory-pattern", BOOLEANS,
                    "strict", BOOLEANS,
                    "tf32", BOOLEANS,
                    "cuda-graph", BOOLEANS,
                    "optimization", Set.of("none", "basic", "extended", "layout", "all"),
                    "arena", Set.of("off", "next-power-of-two", "same-as-requested"),
                    "conv-search", Set.of("exhaustive", "heuristic", "default"));

    public RuntimeOptions {
        values = new TreeMap<>(values);
        values.forEach(RuntimeOptions::check);
    }

    /// Options from `KEY=VALUE` pairs.
    ///
    /// @throws IllegalArgumentException for a key or a value that is not in the table above
    public static RuntimeOptions of(Map<String, String> values) {
        return new RuntimeOptions(new TreeMap<>(values));
    }

    /// The value of `key`, or null where it is left to the runtime.
    public @Nullable String get(String key) {
        return values.get(key);
    }

    /// Threads that work on one operator; 0 where the runtime chooses.
    public int threads() {
        return Integer.parseInt(values.getOrDefault("threads", "0"));
    }

    /// Keys that are set here and mean nothing on `provider`.
    public List<String> idleOn(Provider provider) {
        boolean cpu = provider instanceof Provider.Cpu;
        return values.entrySet().stream()
                .filter(each -> isIdle(each.getKey(), each.getValue(), cpu))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isIdle(String key, String value, boolean cpu) {
        return switch (key) {
            case "tf32", "conv-search", "strict" -> cpu;
            case "arena" -> value.equals("off") != cpu;
            default -> cpu && key.startsWith("cuda:");
        };
    }

    /// Whether `key` is handed to ONNX Runtime as it is, its value unread.
    public static boolean isRaw(String key) {
        return key.startsWith("ort:") || key.startsWith("cuda:");
    }

    /// Keys that name a choice of their own, for help texts.
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>(CHOICES.keySet());
        keys.add("threads");
        return keys;
    }

    private static void check(String key, String value) {
        if (isRaw(key)) {
            return;
        }
        if (key.equals("threads")) {
            if (!value.matches("\\d{1,4}")) {
                throw new IllegalArgumentException(
                        "option threads is a count of at most 4 digits, not '" + value + "'");
            }
            return;
        }
        Set<String> choices = CHOICES.get(key);
        if (choices == null) {
            throw new IllegalArgumentException(
                    "option '" + key + "' is none of " + keys() + ", ort:KEY, cuda:KEY");
        }
        if (!choices.contains(value)) {
            throw new IllegalArgumentException(
                    "option "
                            + key
                            + " is one of "
                            + new TreeSet<>(choices)
                            + ", not '"
                            + value
                            + "'");
        }
    }
}
