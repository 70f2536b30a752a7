package assay.reports.cli;

import assay.benchmark.session.Provider;
import assay.benchmark.session.RuntimeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Runtime options of which some have several values: every combination is a setting of its own.
///
/// @param values by key, in the order given; at least one each
record OptionAxes(Map<String, List<String>> values) {

    /// More combinations than that are a slip of the keyboard.
    private static final int MOST = 64;

    OptionAxes {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((key, each) -> copy.put(key, List.copyOf(each)));
        values = copy;
    }

    /// One combination.
    ///
    /// @param label `threads=1` for each axis, joined by `,`; empty where nothing is an axis
    record Setting(RuntimeOptions options, String label) {

        /// The folder of this setting's card.
        Path in(Path folder) {
            return label.isEmpty() ? folder : folder.resolve(fileName());
        }

        /// `result.threads=1.json` for `result.json`; null for none and for `-`.
        @Nullable Path file(@Nullable String json) {
            if (json == null || json.equals("-")) {
                return null;
            }
            Path file = Path.of(json);
            if (label.isEmpty()) {
                return file;
            }
            String name = String.valueOf(file.getFileName());
            int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
            return file.resolveSibling(
                    name.substring(0, dot) + "." + fileName() + name.substring(dot));
        }

        private String fileName() {
            return label.replaceAll("[^A-Za-z0-9=,._-]", "_");
        }

        /// Refuses an axis that would give the same run several times under different names.
        ///
        /// @throws UsageException where an option that has several values does nothing on
        ///   `provider`
        void mustMatterOn(Provider provider, OptionAxes axes) {
            for (String key : options.idleOn(provider)) {
                if (axes.isAxis(key)) {
                    throw new UsageException(
                            "--option "
                                    + key
                                    + ": it does nothing on "
                                    + provider
                                    + ", so its values cannot be compared there");
                }
            }
        }
    }

    private boolean isAxis(String key) {
        return values.getOrDefault(key, List.of()).size() > 1;
    }

    /// Of `--option KEY=VALUE,VALUE`. The raw keys `ort:` and `cuda:` have one value as it stands,
    /// commas included.
    ///
    /// @throws UsageException for a key or value that there is not
    static OptionAxes of(Map<String, String> options) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        options.forEach((key, value) ->
                values.put(
                        key,
                        RuntimeOptions.isRaw(key)
                                ? List.of(value)
                                : Arrays.stream(value.split(",", -1)).distinct().toList()));
        OptionAxes axes = new OptionAxes(values);
        axes.settings();
        return axes;
    }

    /// Every combination, the first key varying slowest.
    ///
    /// @throws UsageException for a key or value that there is not
    List<Setting> settings() {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis : values.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> before : combinations) {
                for (String value : axis.getValue()) {
                    Map<String, String> after = new LinkedHashMap<>(before);
                    after.put(axis.getKey(), value);
                    longer.add(after);
                }
            }
            combinations = longer;
            if (combinations.size() > MOST) {
                throw new UsageException(
                        "--option: more than "
                                + MOST
                                + " combinations; give fewer values, or measure them apart");
            }
        }
        return combinations.stream().map(this::setting).toList();
    }

    private Setting setting(Map<String, String> combination) {
        try {
            return new Setting(RuntimeOptions.of(combination), label(combination));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--option: " + e.getMessage());
        }
    }

    private String label(Map<String, String> combination) {
        return combination.entrySet().stream()
                .filter(each -> isAxis(each.getKey()))
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(","));
    }
}
