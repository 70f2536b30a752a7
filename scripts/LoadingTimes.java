import assay.analyzer.onnx.OnnxReader;
import java.nio.file.Path;
import java.util.Arrays;

/// How long reading a model takes inside one process: the first time, in milliseconds, and the
/// median of the loads that follow.
final class LoadingTimes {

    private LoadingTimes() {}

    /// @param arguments the model, and how many loads follow the first
    public static void main(String[] arguments) {
        Path model = Path.of(arguments[0]);
        double first = milliseconds(model);
        double[] later = new double[Integer.parseInt(arguments[1])];
        for (int i = 0; i < later.length; i++) {
            later[i] = milliseconds(model);
        }
        Arrays.sort(later);
        System.out.println(first + " " + later[later.length / 2]);
    }

    private static double milliseconds(Path model) {
        long start = System.nanoTime();
        if (OnnxReader.read(model).graph().nodes().isEmpty()) {
            throw new IllegalStateException("a model without nodes is refused by the reader");
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
