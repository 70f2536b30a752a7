package assay.benchmark.session;

/// Where ONNX Runtime runs the nodes of a model.
public sealed interface Provider {

    /// The CPU provider.
    record Cpu() implements Provider {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /// The CUDA provider on the device with this index, as CUDA counts.
    record Cuda(int index) implements Provider {
        public Cuda {
            if (index < 0) {
                throw new IllegalArgumentException("CUDA device index is negative: " + index);
            }
        }

        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }

    /// `cpu`, `cuda` or `cuda:i`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Provider parse(String text) {
        if (text.equals("cpu")) {
            return new Cpu();
        }
        if (text.equals("cuda")) {
            return new Cuda(0);
        }
        if (text.startsWith("cuda:")) {
            try {
                return new Cuda(Integer.parseInt(text.substring("cuda:".length())));
            } catch (NumberFormatException _) {
                throw unknown(text);
            }
        }
        throw unknown(text);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "device '" + text + "' is none of auto, cpu, cuda, cuda:INDEX");
    }

    /// ONNX Runtime's name of the provider, as it stands in its profile.
    default String runtimeName() {
        return switch (this) {
            case Cpu _ -> "CPUExecutionProvider";
            case Cuda _ -> "CUDAExecutionProvider";
        };
    }
}
