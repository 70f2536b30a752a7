package assay.benchmark.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The smallest model that shows whether a provider works: `y = Relu(x)`, eight floats. Spelled out
/// in protobuf's wire format, where a field is its number and kind, then its length, then its
/// bytes.
final class ProbeModel {

    private ProbeModel() {}

    static List<InputSpec> inputs() {
        return List.of(InputSpec.floats("x", 8));
    }

    static byte[] bytes() {
        byte[] node = join(text(1, "x"), text(2, "y"), text(4, "Relu"));
        byte[] graph =
                join(
                        message(1, node),
                        text(2, "probe"),
                        message(11, value("x")),
                        message(12, value("y")));
        return join(number(1, 8), message(8, number(2, 13)), message(7, graph));
    }

    /// A ValueInfoProto: float32 (element type 1) of shape `[8]`.
    private static byte[] value(String name) {
        byte[] shape = message(1, number(1, 8));
        byte[] tensor = join(number(1, 1), message(2, shape));
        return join(text(1, name), message(2, message(1, tensor)));
    }

    private static byte[] number(int field, int value) {
        return new byte[] {(byte) (field << 3), (byte) value};
    }

    private static byte[] text(int field, String text) {
        return message(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] message(int field, byte[] content) {
        return join(new byte[] {(byte) (field << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
