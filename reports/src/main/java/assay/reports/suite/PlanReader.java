package assay.reports.suite;

import assay.analyzer.analysis.Precision;
import assay.reports.card.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A plan from its YAML, with the place named of what cannot be meant.
final class PlanReader {

    private static final List<String> KEYS =
            List.of(
                    "models",
                    "batches",
                    "providers",
                    "precisions",
                    "options",
                    "bind",
                    "inputs",
                    "budget",
                    "seed");
    private static final List<String> MODEL_KEYS =
            List.of("model", "name", "batches", "bind", "inputs", "budget");

    private final Path file;

    PlanReader(Path file) {
        this.file = file;
    }

    SuitePlan plan(Yaml document) {
        Map<String, Yaml> root = keys(document, "", KEYS);
        Yaml models = root.get("models");
        if (models == null) {
            throw fault(document, "models", "missing; list files, folders or built-in models");
        }
        List<SuitePlan.Entry> entries = new ArrayList<>();
        List<Yaml> items = items(models);
        for (int i = 0; i < items.size(); i++) {
            entries.add(entry(items.get(i), "models[" + (i + 1) + "]", root));
        }
        if (entries.isEmpty()) {
            throw fault(models, "models", "none is listed");
        }
        Yaml options = root.get("options");
        return new SuitePlan(
                file,
                entries,
                list(
                        root,
                        "providers",
                        "auto",
                        PlanReader::provider,
                        "auto, cpu, cuda, cuda:INDEX"),
                list(
                        root,
                        "precisions",
                        SuitePlan.OWN,
                        PlanReader::precision,
                        "own, fp32, tf32, fp16, bf16, int8"),
                options(options),
                options == null ? 1 : options.line(),
                root.get("seed") == null ? 1 : number(root.get("seed"), "seed", 0));
    }

    private SuitePlan.Entry entry(Yaml item, String at, Map<String, Yaml> root) {
        if (item instanceof Yaml.Scalar(int line, String model)) {
            return entry(model, line, at, root, Map.of());
        }
        Map<String, Yaml> own = keys(item, at, MODEL_KEYS);
        Yaml model = own.get("model");
        if (model == null) {
            throw fault(item, at + ".model", "missing; give a file, a folder or a built-in model");
        }
        return entry(text(model, at + ".model"), model.line(), at, root, own);
    }

    /// What a model says for itself stands before what the plan says for all.
    private SuitePlan.Entry entry(
            String model, int line, String at, Map<String, Yaml> root, Map<String, Yaml> own) {
        if (model.isBlank()) {
            throw new PlanException(file, line, at, "the model's name is empty");
        }
        Map<String, Long> bind = new LinkedHashMap<>();
        bind.putAll(numbers(root.get("bind"), "bind"));
        bind.putAll(numbers(own.get("bind"), at + ".bind"));
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.putAll(texts(root.get("inputs"), "inputs"));
        inputs.putAll(texts(own.get("inputs"), at + ".inputs"));
        Yaml name = own.get("name");
        Yaml budget = own.getOrDefault("budget", root.get("budget"));
        return new SuitePlan.Entry(
                model,
                line,
                name == null ? null : text(name, at + ".name"),
                batches(own.getOrDefault("batches", root.get("batches"))),
                bind,
                inputs,
                budget == null ? null : budget(budget));
    }

    private List<Long> batches(@Nullable Yaml batches) {
        if (batches == null) {
            return List.of();
        }
        return items(batches).stream().map(each -> number(each, "batches", 1)).distinct().toList();
    }

    private String budget(Yaml budget) {
        String text = text(budget, "budget");
        if (!text.matches("\\d{1,6}(\\.\\d{1,3})?[smh]?|quick|thorough")
                || text.matches("[0.]+[smh]?")) {
            throw fault(
                    budget,
                    "budget",
                    "'" + shown(text) + "' is no time such as 60s or 5m, nor quick, nor thorough");
        }
        return text;
    }

    private Map<String, List<String>> options(@Nullable Yaml options) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (options != null) {
            keys(options, "options", null)
                    .forEach((key, value) -> {
                        List<String> each =
                                items(value).stream()
                                        .map(one -> text(one, "options." + key))
                                        .distinct()
                                        .toList();
                        if (each.isEmpty()) {
                            throw fault(value, "options." + key, "no value is given");
                        }
                        values.put(key, each);
                    });
        }
        return values;
    }

    private List<String> list(
            Map<String, Yaml> root,
            String key,
            String usual,
            Function<String, Boolean> known,
            String choices) {
        Yaml given = root.get(key);
        if (given == null) {
            return List.of(usual);
        }
        List<String> values = new ArrayList<>();
        for (Yaml each : items(given)) {
            String text = text(each, key);
            if (!known.apply(text)) {
                throw fault(each, key, "'" + shown(text) + "' is none of " + choices);
            }
            if (!values.contains(text)) {
                values.add(text);
            }
        }
        if (values.isEmpty()) {
            throw fault(given, key, "none is listed");
        }
        return values;
    }

    private static boolean provider(String text) {
        return text.matches("auto|cpu|cuda(:\\d{1,3})?");
    }

    private static boolean precision(String text) {
        return text.equals(SuitePlan.OWN) || Precision.ofLabel(text).isPresent();
    }

    private Map<String, Long> numbers(@Nullable Yaml node, String at) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        if (node != null) {
            keys(node, at, null)
                    .forEach((key, value) -> numbers.put(key, number(value, at + "." + key, 0)));
        }
        return numbers;
    }

    private Map<String, String> texts(@Nullable Yaml node, String at) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node != null) {
            keys(node, at, null)
                    .forEach((key, value) -> texts.put(key, text(value, at + "." + key)));
        }
        return texts;
    }

    private long number(Yaml node, String at, long least) {
        String text = text(node, at);
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least) {
            throw fault(
                    node, at, "'" + shown(text) + "' is no whole number of " + least + " or more");
        }
        return Long.parseLong(text);
    }

    private String text(Yaml node, String at) {
        if (node instanceof Yaml.Scalar(int _, String text)) {
            return text;
        }
        throw fault(node, at, "one value stands here, no list and no keys");
    }

    /// A single value counts as a list of one.
    private static List<Yaml> items(Yaml node) {
        return node instanceof Yaml.Items(int _, List<Yaml> items) ? items : List.of(node);
    }

    /// @param known the keys that there are; null where any is one
    private Map<String, Yaml> keys(Yaml node, String at, @Nullable List<String> known) {
        if (!(node instanceof Yaml.Keys(int _, Map<String, Yaml> keys))) {
            throw fault(node, at, "keys stand here, as in 'key: value'");
        }
        Set<String> names = keys.keySet();
        for (String name : names) {
            if (known != null && !known.contains(name)) {
                throw fault(
                        keys.getOrDefault(name, node),
                        (at.isEmpty() ? "" : at + ".") + shown(name),
                        "there is no such key; there are " + String.join(", ", known));
            }
        }
        return keys;
    }

    private static String shown(String text) {
        return Printable.clip(text, 40);
    }

    private PlanException fault(Yaml node, String at, String what) {
        return new PlanException(file, node.line(), at, what);
    }
}
