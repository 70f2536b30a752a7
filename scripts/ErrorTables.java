import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Puts error tables into a page: `java ErrorTables.java ROWS PAGE` reads `ROWS/NAME.rows.csv`, the
/// predictions that `assay validate` wrote, and replaces what stands between `<!-- errors: NAME
/// COLUMN... -->` and `<!-- end -->` by errors grouped by these columns, and after `<!-- batch
/// ratios: NAME COLUMN... -->` by errors of the ratio between two neighbouring batch sizes.
final class ErrorTables {

    /// What two rows of one series share.
    private static final List<String> SERIES =
            List.of(
                    "gpu", "model", "sequence", "past", "precision", "span", "graph", "runtime",
                    "source");

    public static void main(String[] arguments) throws IOException {
        Path rows = Path.of(arguments[0]);
        Path page = Path.of(arguments[1]);
        List<String> out = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(page)) {
            if (line.equals("<!-- end -->")) {
                inside = false;
            }
            if (!inside) {
                out.add(line);
            }
            if (line.startsWith("<!-- errors: ")) {
                inside = true;
                String[] words =
                        line.substring("<!-- errors: ".length()).replace(" -->", "").split(" ");
                out.addAll(table(rows.resolve(words[0] + ".rows.csv"), words));
            }
            if (line.startsWith("<!-- batch ratios: ")) {
                inside = true;
                String[] words =
                        line.substring("<!-- batch ratios: ".length())
                                .replace(" -->", "")
                                .split(" ");
                out.addAll(ratios(rows.resolve(words[0] + ".rows.csv"), words));
            }
        }
        Files.write(page, out);
    }

    private static List<String> table(Path file, String[] words) throws IOException {
        Map<String, List<double[]>> groups = new TreeMap<>();
        for (Map<String, String> row : CsvRows.read(file)) {
            if (row.get("predicted_ms").isEmpty()) {
                continue;
            }
            StringBuilder key = new StringBuilder();
            for (String column : Arrays.asList(words).subList(1, words.length)) {
                key.append(key.isEmpty() ? "" : ", ").append(cell(row, column));
            }
            double[] numbers = {
                number(row, "measured_ms"),
                number(row, "predicted_ms"),
                number(row, "roofline_ms"),
                number(row, "flops_ms"),
                number(row, "low_ms"),
                number(row, "high_ms")
            };
            groups.computeIfAbsent(key.toString(), _ -> new ArrayList<>()).add(numbers);
            if (words.length > 1) {
                groups.computeIfAbsent("~all", _ -> new ArrayList<>()).add(numbers);
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("| rows | n | mean | median | bias | p90 | inside | roofline | FLOPs/peak |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        groups.forEach((key, numbers) -> lines.add(line(key.replace("~", ""), numbers)));
        return lines;
    }

    /// Rows that differ in their batch size alone are one series; a pair of neighbours in it has a
    /// measured and a predicted ratio.
    private static List<String> ratios(Path file, String[] words) throws IOException {
        Map<String, TreeMap<Double, Map<String, String>>> series = new TreeMap<>();
        for (Map<String, String> row : CsvRows.read(file)) {
            if (row.get("predicted_ms").isEmpty() || row.getOrDefault("batch", "").isEmpty()) {
                continue;
            }
            StringBuilder key = new StringBuilder();
            for (String column : SERIES) {
                key.append(row.getOrDefault(column, "")).append('|');
            }
            series.computeIfAbsent(key.toString(), _ -> new TreeMap<>())
                    .putIfAbsent(number(row, "batch"), row);
        }
        Map<String, List<Double>> groups = new TreeMap<>();
        for (TreeMap<Double, Map<String, String>> batches : series.values()) {
            Map<String, String> before = null;
            for (Map<String, String> row : batches.values()) {
                if (before != null) {
                    StringBuilder key = new StringBuilder();
                    for (String column : Arrays.asList(words).subList(1, words.length)) {
                        key.append(key.isEmpty() ? "" : ", ").append(cell(row, column));
                    }
                    double error =
                            number(row, "predicted_ms")
                                            / number(before, "predicted_ms")
                                            / (number(row, "measured_ms")
                                                    / number(before, "measured_ms"))
                                    - 1;
                    groups.computeIfAbsent(key.toString(), _ -> new ArrayList<>()).add(100 * error);
                    groups.computeIfAbsent("~all", _ -> new ArrayList<>()).add(100 * error);
                }
                before = row;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("| rows | pairs | mean | median | bias | p90 |");
        lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
        groups.forEach((key, errors) -> {
            double[] signed = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double[] absolute = absolute(signed);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "| %s | %d | %.1f | %.1f | %.1f | %.1f |",
                            key.replace("~", ""),
                            signed.length,
                            mean(absolute),
                            rank(absolute, 0.5),
                            rank(signed, 0.5),
                            rank(absolute, 0.9)));
        });
        return lines;
    }

    private static String cell(Map<String, String> row, String column) {
        String value = row.getOrDefault(column, "");
        if (!column.equals("op")) {
            return value;
        }
        return List.of("linear", "bmm", "ln", "softmax", "conv", "gemm", "mem").contains(value)
                ? value
                : "element-wise";
    }

    private static String line(String key, List<double[]> rows) {
        double[] signed = errors(rows, r -> r[1]);
        double[] absolute = absolute(signed);
        long inside = rows.stream().filter(r -> r[0] >= r[4] && r[0] <= r[5]).count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.0f %% | %.1f | %.1f |",
                key.isEmpty() ? "all" : key,
                rows.size(),
                mean(absolute),
                rank(absolute, 0.5),
                rank(signed, 0.5),
                rank(absolute, 0.9),
                100.0 * inside / rows.size(),
                mean(absolute(errors(rows, r -> r[2]))),
                mean(absolute(errors(rows, r -> r[3]))));
    }

    private static double[] errors(List<double[]> rows, Function<double[], Double> predicted) {
        return rows.stream()
                .filter(r -> Double.isFinite(predicted.apply(r)))
                .mapToDouble(r -> 100 * (predicted.apply(r) / r[0] - 1))
                .sorted()
                .toArray();
    }

    private static double[] absolute(double[] signed) {
        return Arrays.stream(signed).map(Math::abs).sorted().toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double rank(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static double number(Map<String, String> row, String column) {
        String cell = row.getOrDefault(column, "");
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }
}
