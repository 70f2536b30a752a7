package assay.benchmark.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Locale;
import java.util.Map;

/// Provider and [RuntimeOptions] as ONNX Runtime's own session options.
final class SessionSetup {

    private SessionSetup() {}

    static SessionOptions of(Provider provider, RuntimeOptions options) throws OrtException {
        return of(provider, options, false);
    }

    /// As [#of(Provider, RuntimeOptions)], with runs captured in a CUDA graph.
    static SessionOptions captured(Provider provider, RuntimeOptions options) throws OrtException {
        return of(provider, options, true);
    }

    private static SessionOptions of(Provider provider, RuntimeOptions options, boolean captured)
            throws OrtException {
        // Options load the library, too: it must be told first where that lies.
        OrtLibrary.environment();
        SessionOptions session = new SessionOptions();
        try {
            session.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            session.addConfigEntry("session.record_ep_graph_assignment_info", "1");
            for (Map.Entry<String, String> option : options.values().entrySet()) {
                set(session, option.getKey(), option.getValue(), provider);
            }
            if (provider instanceof Provider.Cuda(int index)) {
                try (OrtCUDAProviderOptions cuda = cuda(index, options, captured)) {
                    session.addCUDA(cuda);
                }
            }
            return session;
        } catch (OrtException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void set(SessionOptions session, String key, String value, Provider provider)
            throws OrtException {
        switch (key) {
            case "threads" -> session.setIntraOpNumThreads(Integer.parseInt(value));
            case "spinning" ->
                    session.addConfigEntry("session.intra_op.allow_spinning", flag(value));
            case "optimization" -> session.setOptimizationLevel(level(value));
            case "memory-pattern" ->
                    session.setMemoryPatternOptimization(Boolean.parseBoolean(value));
            case "strict" ->
                    session.addConfigEntry(
                            "session.disable_cpu_ep_fallback",
                            flag(provider instanceof Provider.Cuda ? value : "false"));
            case "arena" -> {
                if (provider instanceof Provider.Cpu) {
                    session.setCPUArenaAllocator(!value.equals("off"));
                }
            }
            default -> {
                if (key.startsWith("ort:")) {
                    session.addConfigEntry(key.substring("ort:".length()), value);
                }
            }
        }
    }

    private static OrtCUDAProviderOptions cuda(int index, RuntimeOptions options, boolean captured)
            throws OrtException {
        CudaPreload.ensure();
        OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(index);
        if (captured) {
            cuda.add("enable_cuda_graph", "1");
        }
        for (Map.Entry<String, String> option : options.values().entrySet()) {
            String value = option.getValue();
            switch (option.getKey()) {
                case "tf32" -> cuda.add("use_tf32", flag(value));
                case "conv-search" ->
                        cuda.add("cudnn_conv_algo_search", value.toUpperCase(Locale.ROOT));
                case "arena" -> {
                    if (!value.equals("off")) {
                        cuda.add(
                                "arena_extend_strategy",
                                value.equals("same-as-requested")
                                        ? "kSameAsRequested"
                                        : "kNextPowerOfTwo");
                    }
                }
                default -> {
                    if (option.getKey().startsWith("cuda:")) {
                        cuda.add(option.getKey().substring("cuda:".length()), value);
                    }
                }
            }
        }
        return cuda;
    }

    private static String flag(String value) {
        return value.equals("true") ? "1" : "0";
    }

    private static OptLevel level(String value) {
        return switch (value) {
            case "none" -> OptLevel.NO_OPT;
            case "basic" -> OptLevel.BASIC_OPT;
            case "extended" -> OptLevel.EXTENDED_OPT;
            case "layout" -> OptLevel.LAYOUT_OPT;
            default -> OptLevel.ALL_OPT;
        };
    }
}
