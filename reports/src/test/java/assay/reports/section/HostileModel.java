package assay.reports.section;

import assay.analyzer.onnx.ModelBuilder;
import assay.analyzer.onnx.NodeSpec;
import assay.analyzer.onnx.OnnxWriter;
import assay.analyzer.tensor.ElementType;
import assay.analyzer.tensor.Shape;
import java.nio.file.Path;
import java.util.List;

/// A model whose names are attacks on whoever prints them: one Relu after another.
final class HostileModel {
    private HostileModel() {}

    static final List<String> NAMES =
            List.of(
                    "</script><script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "'onmouseover='alert(1)",
                    "</title></style><svg onload=alert(1)>",
                    "[click](javascript:alert(1)) | a | b | `code` **bold**",
                    "=HYPERLINK(\"http://x.invalid\",\"x\")",
                    "+1-1@SUM(A1)",
                    "abc\u202Egnp.exe\u202C \u0007\u0000\u2028",
                    "\"]; evil [label=\"x\\",
                    "${7*7} {{7*7}} %s %n &lt;b&gt; &#60;",
                    "long/".repeat(2_000));

    static void write(Path file) {
        ModelBuilder model = new ModelBuilder(NAMES.getFirst(), 8, 17);
        String value = model.input(NAMES.get(1), ElementType.FLOAT32, Shape.of(1, 8));
        for (String name : NAMES) {
            value = model.node(name, "Relu", List.of(value), name + " out");
        }
        // an operator that nobody knows, in a domain of the same kind
        model.opset(NAMES.get(3), 1);
        model.node(
                new NodeSpec(
                        "last",
                        NAMES.get(0),
                        NAMES.get(3),
                        List.of(value),
                        List.of("end"),
                        ModelBuilder.attributes()));
        model.output("end", ElementType.FLOAT32, Shape.of(1, 8));
        OnnxWriter.write(model.build(), file, 1);
    }
}
