package assay.benchmark.measurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Kernel times as a table of operators that `assay validate` reads. Kernels that such a table has
/// no row for are left out: rectangular convolutions, movements of data, rare operators.
public final class KernelTable {

    /// The column `alg` says that kernels alone were timed.
    public static final String HEADER =
            "gpu,op,dtype,batch,m,n,k,rows,h,cin,cout,ksize,size,stride,pad,groups,measured_ms,"
                    + "alg,model_op,nodes";

    private static final Pattern TENSOR = Pattern.compile("(\\w+)\\[([\\d,]*)].*");

    private KernelTable() {}

    /// The header and one line for each kernel.
    ///
    /// @param device for the column `gpu`
    public static String csv(KernelTimes times, String device) {
        StringBuilder csv = new StringBuilder(HEADER).append('\n');
        for (KernelTime kernel : times.kernels()) {
            String cells = cells(kernel);
            if (cells != null) {
                csv.append(device.replace(',', ' '))
                        .append(',')
                        .append(cells)
                        .append(',')
                        .append(String.format(Locale.ROOT, "%.6g", kernel.seconds() * 1e3))
                        .append(",replay,")
                        .append(kernel.operator())
                        .append(',')
                        .append(kernel.nodes().size())
                        .append('\n');
            }
        }
        return csv.toString();
    }

    private static @Nullable String cells(KernelTime kernel) {
        String name = kernel.operator().substring(kernel.operator().lastIndexOf('.') + 1);
        return switch (name) {
            case "Conv", "FusedConv" -> convolution(kernel);
            case "Gemm", "FusedGemm", "MatMul", "FusedMatMul" -> product(kernel);
            case "Softmax" -> rows(kernel, "softmax");
            case "LayerNormalization" -> rows(kernel, "ln");
            case "Relu", "Gelu", "Tanh" -> rows(kernel, name.toLowerCase(Locale.ROOT));
            case "Add", "Mul", "Div" -> {
                boolean plain = kernel.inputs().equals(List.of(out(kernel), out(kernel)));
                yield plain ? rows(kernel, name.toLowerCase(Locale.ROOT)) : null;
            }
            default -> null;
        };
    }

    private static String out(KernelTime kernel) {
        return kernel.outputs().getFirst();
    }

    private static @Nullable String convolution(KernelTime kernel) {
        List<Long> image = dims(kernel.inputs().get(0));
        List<Long> weight = dims(kernel.inputs().get(1));
        if (image.size() != 4
                || weight.size() != 4
                || !image.get(2).equals(image.get(3))
                || !weight.get(2).equals(weight.get(3))) {
            return null;
        }
        Long stride = same(kernel, "strides", 1);
        Long pad = same(kernel, "pads", 0);
        boolean dilated = !Long.valueOf(1).equals(same(kernel, "dilations", 1));
        if (stride == null || pad == null || dilated) {
            return null;
        }
        return "conv,%s,%d,,,,,,%d,%d,%d,%d,%d,%d,%s"
                .formatted(
                        type(kernel),
                        image.get(0),
                        image.get(1),
                        weight.get(0),
                        weight.get(2),
                        image.get(2),
                        stride,
                        pad,
                        kernel.attributes().getOrDefault("group", "1"));
    }

    private static @Nullable String product(KernelTime kernel) {
        List<Long> left = dims(kernel.inputs().get(0));
        List<Long> right = dims(kernel.inputs().get(1));
        List<Long> out = dims(out(kernel));
        if (out.size() < 2 || left.isEmpty()) {
            return null;
        }
        long n = out.getLast();
        long m = right.size() == 2 ? count(out) / n : out.get(out.size() - 2);
        long batch = count(out) / (m * n);
        return "%s,%s,%d,%d,%d,%d,,,,,,,,,"
                .formatted(
                        batch == 1 ? "linear" : "bmm",
                        type(kernel),
                        batch,
                        m,
                        n,
                        count(left) / (batch * m));
    }

    private static @Nullable String rows(KernelTime kernel, String op) {
        List<Long> out = dims(out(kernel));
        if (out.isEmpty()) {
            return null;
        }
        long h = out.getLast();
        return "%s,%s,,,,,%d,%d,,,,,,,".formatted(op, type(kernel), count(out) / h, h);
    }

    /// The one value of an attribute that lists several, `absent` where it is not given, or null
    /// where its values differ.
    private static @Nullable Long same(KernelTime kernel, String attribute, long absent) {
        String text = kernel.attributes().get(attribute);
        if (text == null) {
            return absent;
        }
        Long one = null;
        for (String value : text.replaceAll("[\\[\\] ]", "").split(",", -1)) {
            if (one != null && one != Long.parseLong(value)) {
                return null;
            }
            one = Long.parseLong(value);
        }
        return one;
    }

    private static String type(KernelTime kernel) {
        Matcher matcher = TENSOR.matcher(out(kernel));
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static long count(List<Long> dims) {
        long product = 1;
        for (long dim : dims) {
            product *= dim;
        }
        return product;
    }

    private static List<Long> dims(String label) {
        List<Long> dims = new ArrayList<>();
        Matcher matcher = TENSOR.matcher(label);
        if (matcher.matches() && !matcher.group(2).isEmpty()) {
            for (String dim : matcher.group(2).split(",", -1)) {
                dims.add(Long.parseLong(dim));
            }
        }
        return dims;
    }
}
