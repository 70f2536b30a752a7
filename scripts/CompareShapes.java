import assay.analyzer.analysis.Analysis;
import assay.analyzer.analysis.Assumptions;
import assay.analyzer.graph.ModelFormatException;
import assay.analyzer.tensor.Bindings;
import assay.analyzer.tensor.Shape;
import assay.benchmark.session.BenchmarkException;
import assay.benchmark.session.TypeComparison;
import assay.benchmark.session.TypeComparison.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds the type and shape of every tensor of a model's main graph, as the analysis says them,
/// against a run of ONNX Runtime with every intermediate exposed as an output. The analysis gets the
/// inputs' shapes from the start or, with `--symbolic`, symbols that are bound afterwards.
public final class CompareShapes {

    private CompareShapes() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> models = new ArrayList<>();
        Map<String, Shape> shapes = new HashMap<>();
        boolean symbolic = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--symbolic")) {
                symbolic = true;
            } else if (arguments[i].equals("--input")) {
                String given = arguments[++i];
                int equals = given.lastIndexOf('=');
                shapes.put(given.substring(0, equals), shape(given.substring(equals + 1)));
            } else {
                models.add(Path.of(arguments[i]).toAbsolutePath());
            }
        }
        boolean wrong = false;
        for (Path model : models) {
            try {
                wrong |= compare(model, shapes, symbolic);
            } catch (BenchmarkException | ModelFormatException e) {
                System.out.println(model.getFileName() + ": not run: " + e.getMessage());
                wrong = true;
            }
        }
        System.exit(wrong ? 1 : 0);
    }

    private static boolean compare(Path model, Map<String, Shape> shapes, boolean symbolic) throws IOException {
        Analysis analysis =
                Analysis.of(
                        model, new Assumptions(Bindings.NONE, Bindings.NONE, shapes, Map.of(), Map.of()));
        Bindings bindings = analysis.at(1);
        Path folder =
                TypeComparison.needsItsFolder(analysis)
                        ? model.getParent()
                        : Path.of(System.getProperty("java.io.tmpdir"));
        Map<Verdict, Integer> counts = new HashMap<>();
        Analysis compared = symbolic ? analysis : analysis.bound(bindings);
        for (TypeComparison each : TypeComparison.of(model, compared, bindings, 1, folder)) {
            counts.merge(each.verdict(), 1, Integer::sum);
            if (each.verdict() != Verdict.EXACT) {
                System.out.printf(
                        "%s %s (%s): analysis %s, run %s%n",
                        each.verdict(), each.value(), each.operator(), each.paper(), each.run());
            }
        }
        int exact = counts.getOrDefault(Verdict.EXACT, 0);
        int unknown = counts.getOrDefault(Verdict.UNKNOWN, 0);
        int wrong = counts.getOrDefault(Verdict.WRONG, 0);
        System.out.printf(
                "%s: %d tensors, %d exact, %d unknown, %d wrong%n",
                model.getFileName(), exact + unknown + wrong, exact, unknown, wrong);
        return wrong > 0;
    }

    private static Shape shape(String text) {
        return text.equals("scalar")
                ? Shape.scalar()
                : Shape.of(Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray());
    }
}
